import { parseArgs } from 'node:util'
import { finishRestore } from '../finish-restore.ts'
import { readIdentity } from '../repository/encrypted-file.ts'
import { restoreFiles } from '../restore.ts'
import { readList, readSetting, requireSetting } from '../settings.ts'

const USAGE = `Usage:
  restore files --identity <file> [--key-identity <file>] [--at <moment>]
      restores the files of a stopped host: PostgreSQL as of the moment (ISO 8601, such as 2026-11-30T08:15:00Z; as far as possible
      by default), pictures, and with the key for them, keys and secrets. Start PostgreSQL and Redis then.
  restore finish --identity <file>
      waits for PostgreSQL, ends all sessions of members, erases again what was erased since, and loads the carts. Start the rest then.`

async function run(): Promise<unknown> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      identity: { type: 'string' },
      'key-identity': { type: 'string' },
      at: { type: 'string' },
    },
  })
  const [command] = positionals
  if (!values.identity || (command !== 'files' && command !== 'finish')) throw new Error(USAGE)
  const common = {
    folder: requireSetting('BACKUP_DIR'),
    identity: await readIdentity(values.identity),
    postgresData: requireSetting('POSTGRES_DATA'),
  }
  if (command === 'finish') {
    const databaseUrl = requireSetting('BACKUP_DATABASE_URL')
    return finishRestore({ ...common, databaseUrl, redisUrl: readSetting('REDIS_URL') })
  }
  const at = values.at === undefined ? undefined : new Date(values.at)
  if (at && Number.isNaN(at.getTime()))
    throw new Error('--at must be a moment, such as 2026-11-30T08:15:00Z.')
  const keyIdentity = values['key-identity']
  const { manifest, ...restored } = await restoreFiles({
    ...common,
    at,
    media: readSetting('MEDIA_DIR'),
    keys: keyIdentity
      ? {
          folder: requireSetting('KEY_BACKUP_DIR'),
          identity: await readIdentity(keyIdentity),
          keptKeysDir: requireSetting('KEPT_KEYS_DIR'),
          secretsFiles: readList('SECRETS_FILES'),
        }
      : undefined,
  })
  return { backup: manifest.id, ...restored }
}

try {
  process.stdout.write(`${JSON.stringify(await run())}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
