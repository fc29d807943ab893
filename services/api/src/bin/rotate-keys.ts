import { parseArgs } from 'node:util'
import { rotateKeys } from '../key-rotation/rotate-keys.ts'
import { withOwner } from '../platform/db/with-owner.ts'
import { readRotateKeysEnv } from '../platform/env.ts'

// Counts which key protects the stored values, or renews those of earlier keys, and prints a line of JSON for each kind. Exit code 1: some are not
// with the first key, so that no earlier key may be removed.

const USAGE = 'Usage: rotate-keys status | rotate-keys renew'

try {
  const [command, ...more] = parseArgs({ allowPositionals: true }).positionals
  if ((command !== 'status' && command !== 'renew') || more.length > 0) throw new Error(USAGE)
  const { databaseOwnerUrl, ...keys } = readRotateKeysEnv()
  const reports = await withOwner(databaseOwnerUrl, 'rotate-keys', (client) =>
    rotateKeys(client, keys, command === 'renew'),
  )
  for (const report of reports) process.stdout.write(`${JSON.stringify(report)}\n`)
  if (reports.some(({ earlier, unreadable }) => earlier + unreadable > 0)) process.exitCode = 1
} catch (error) {
  process.stderr.write(
    `The keys can’t be counted or renewed. ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exitCode = 2
}
