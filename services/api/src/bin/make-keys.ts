import { makeKeys } from '../payment/card/custody/make-keys.ts'
import { readKeyFolders } from '../platform/env.ts'

/** Run at each start and once a day by a scheduler: keys are made ahead, and destroyed when their time is over. */
try {
  const { made, destroyed, warnings } = await makeKeys(readKeyFolders())
  for (const warning of warnings) process.stderr.write(`${JSON.stringify({ level: 50, msg: warning })}\n`)
  process.stdout.write(`${JSON.stringify({ msg: 'keys made', made, destroyed })}\n`)
} catch (error) {
  process.stderr.write(`Keys can't be made. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
