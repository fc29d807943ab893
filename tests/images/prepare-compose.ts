import { mkdirSync } from 'node:fs'
import { loadOrCreatePayboxKey } from '../../infra/local/product/load-or-create-secrets.ts'
import type { Demo } from '../../infra/local/product/run-file.ts'
import { BANK } from './bank.ts'
import type { Compose } from './compose.ts'
import { ORIGINS } from './variables.ts'

type Variables = Record<string, string>

/** The URL of PostgreSQL for its owner or its superuser. */
export const databaseUrl = (user: 'owner' | 'superuser', variables: Variables): string =>
  `postgres://triclic_${user}:${variables[user === 'owner' ? 'OWNER_PASSWORD' : 'POSTGRES_PASSWORD']}@127.0.0.1:4006/triclic`

export const redisUrl = ({ REDIS_PASSWORD }: Variables): string =>
  `redis://:${REDIS_PASSWORD}@127.0.0.1:4007/0`

/** Makes the two pairs of keys for backups as docs/backups.md does, and returns the variables with the public ones. */
export async function makeBackupKeys(compose: Compose, variables: Variables): Promise<Variables> {
  const { IDENTITY_FOLDER: identities = '', BACKUP_FOLDER = '', KEY_BACKUP_FOLDER = '' } = variables
  for (const folder of [identities, BACKUP_FOLDER, KEY_BACKUP_FOLDER]) mkdirSync(folder)
  const keyPair = async (file: string) => {
    const flags = ['--rm', '-T', '--no-deps', '-v', `${identities}:/identities`]
    const { stdout } = await compose.run('run', ...flags, 'backup', 'node', 'bin/backup.ts', 'keypair', file)
    return stdout.trim()
  }
  return {
    BACKUP_RECIPIENT: await keyPair('/identities/backups.key'),
    KEY_BACKUP_RECIPIENT: await keyPair('/identities/key-backups.key'),
  }
}

/** Runs the seed program of the image, with the rights of the owner of the database. */
export async function seedDemoShops(
  compose: Compose,
  variables: Variables,
  payboxKeyFile: string,
): Promise<Demo> {
  const settings = {
    DATABASE_OWNER_URL: databaseUrl('owner', variables),
    STOREFRONT_PORT: new URL(ORIGINS.storefront).port,
    BANK_URL: BANK,
    PAYBOX_PUBLIC_KEY: loadOrCreatePayboxKey(payboxKeyFile),
    DEMO_FILE: '/tmp/demo.json',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-e', `${name}=${value}`])
  const { stdout } = await compose.run(
    ...['run', '--rm', '-T', ...flags, 'api', 'node', 'dist/seed/seed.js', '--demo'],
  )
  return JSON.parse(stdout) as Demo
}
