import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { backUp, readBackupOptions } from '../back-up.ts'
import { follow } from '../follow.ts'
import { readIdentity } from '../repository/encrypted-file.ts'
import { serveMetrics, type BackupMetrics } from '../serve-metrics.ts'
import { readNumber, readSetting, requireSetting } from '../settings.ts'
import { verify } from '../verify.ts'

const USAGE = `Usage:
  backup keypair <file>              writes a new private key to the file, and prints its public key
  backup now                         a complete backup
  backup follow                      backs up until it is stopped
  backup verify [--identity <file>]  checks all backups; with the private key, by decrypting them`

const print = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`)

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { identity: { type: 'string' } },
  })
  const [command, file] = positionals
  if (command === 'keypair' && file) return makeKeyPair(file)
  if (command === 'now') return print(await backUp(readBackupOptions()))
  if (command === 'verify') {
    const identity = values.identity && (await readIdentity(values.identity))
    const verified = await verify(requireSetting('BACKUP_DIR'), identity)
    print(verified)
    if (verified.faults.length) process.exitCode = 1
    return
  }
  if (command !== 'follow') throw new Error(USAGE)
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
  const metrics = await serveConfiguredMetrics()
  await follow(readBackupOptions(), {
    everyHours: readNumber('BACKUP_EVERY_HOURS'),
    filesEverySeconds: readNumber('BACKUP_FILES_EVERY_SECONDS'),
    log: print,
    signal: stopping.signal,
  })
  await metrics?.close()
}

/** Null without METRICS_PORT. */
async function serveConfiguredMetrics(): Promise<BackupMetrics | null> {
  const port = readSetting('METRICS_PORT')
  if (!port) return null
  return serveMetrics({
    folder: requireSetting('BACKUP_DIR'),
    port: Number(port),
    host: requireSetting('METRICS_HOST'),
    onError: (error) =>
      print({ level: 50, msg: 'The folder of the backups could not be read', error: String(error) }),
  })
}

async function makeKeyPair(file: string): Promise<void> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  await writeFile(file, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' })
  process.stdout.write(`${recipient}\n`)
}

try {
  await run()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
