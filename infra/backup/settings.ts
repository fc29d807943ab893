import { readFileSync } from 'node:fs'

/** One environment variable of the backup programs. */
interface Setting {
  description: string
  default?: string
  required?: true
  secret?: true
  /** Of a secret: how it is replaced. */
  replacement?: string
}

/** Every variable that these programs read. `docs/reference/settings.md` is generated from it. */
export const backupSettings = {
  BACKUP_DIR: {
    description:
      'Folder of the backups: a mounted disk or share of another machine. Holds PostgreSQL, carts and pictures, encrypted.',
    required: true,
  },
  BACKUP_RECIPIENT: {
    description: 'Public key, `age1…`, to which the backups are encrypted. `backup keypair` makes a pair.',
    required: true,
  },
  KEY_BACKUP_DIR: {
    description:
      'Folder of the backups of keys, apart from BACKUP_DIR: whoever has both and their private keys can read the kept digits. Without it no key is backed up.',
  },
  KEY_BACKUP_RECIPIENT: {
    description:
      'Public key, `age1…`, to which the backups of keys are encrypted; another than BACKUP_RECIPIENT.',
  },
  BACKUP_KEEP_DAYS: { description: 'Days for which backups are kept.', default: '14' },
  BACKUP_EVERY_HOURS: {
    description: 'Hours between two complete backups of `backup follow`.',
    default: '24',
  },
  BACKUP_FILES_EVERY_SECONDS: {
    description: 'Seconds between two backups of keys, pictures, carts and erasures by `backup follow`.',
    default: '60',
  },
  BACKUP_DATABASE_URL: {
    description: 'PostgreSQL as a superuser. The server runs on this machine.',
    required: true,
    secret: true,
    replacement: 'one password at a time: the steps for passwords of PostgreSQL',
  },
  POSTGRES_DATA: { description: 'The data folder of PostgreSQL.', required: true },
  WAL_SPOOL: {
    description:
      'Folder into which the archive_command of PostgreSQL copies WAL segments (infra/postgres/archive-wal.sh). Without it only the moments of complete backups can be restored.',
  },
  REDIS_URL: {
    description: 'Redis, for the carts.',
    secret: true,
    replacement: 'Redis accepts two passwords meanwhile: the steps for the password of Redis',
  },
  MEDIA_DIR: {
    description:
      'Folder of pictures. With pictures in a bucket, leave it out and use the versions of the bucket.',
  },
  KEPT_KEYS_DIR: { description: 'Folder with the keys of the kept digits.' },
  SECRETS_FILES: {
    description:
      'Files with the other secrets, separated by commas, such as `infra/.env`; backed up with the keys.',
  },
  METRICS_PORT: {
    description:
      'Port on which `backup follow` serves metrics in the format of Prometheus; not served if not set.',
  },
  METRICS_HOST: {
    description: 'Address on which metrics are served, without authentication.',
    default: '127.0.0.1',
  },
} as const satisfies Record<string, Setting>

type Name = keyof typeof backupSettings

/**
 * The value of a setting, its default, or undefined. A secret may be in the file that `<name>_FILE` names, as for API and worker.
 * @throws Error when the file cannot be read
 */
export function readSetting(name: Name, env = process.env): string | undefined {
  const setting: Setting = backupSettings[name]
  const file = setting.secret && env[`${name}_FILE`]
  if (file && env[name]) throw new Error(`${name} and ${name}_FILE are both set: remove one.`)
  return (file ? readFileSync(file, 'utf8').trim() : env[name]) || setting.default
}

/** @throws Error when the setting has no value */
export function requireSetting(name: Name, env = process.env): string {
  const value = readSetting(name, env)
  if (!value) throw new Error(`${name} is not set. ${backupSettings[name].description}`)
  return value
}

type NumberName = 'BACKUP_KEEP_DAYS' | 'BACKUP_EVERY_HOURS' | 'BACKUP_FILES_EVERY_SECONDS'

/** @throws Error when the value is not a positive number */
export function readNumber(name: NumberName, env = process.env): number {
  const value = Number(readSetting(name, env))
  if (!(value > 0)) throw new Error(`${name} must be a positive number.`)
  return value
}

export const readList = (name: 'SECRETS_FILES', env = process.env): string[] =>
  (readSetting(name, env) ?? '').split(',').filter(Boolean)
