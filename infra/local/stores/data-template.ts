import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRoot } from '../paths.ts'
import type { LocalSecrets } from '../product/load-or-create-secrets.ts'
import { writeFileAtomically } from '../write-file-atomically.ts'
import { postgresFolder } from './postgres.ts'
import { withConnection } from '../../backup/postgres/connect.ts'

/** The secrets that the files of PostgreSQL contain. A product makes the others itself. */
const PASSWORDS = [
  'superuserPassword',
  'ownerPassword',
  'apiRolePassword',
  'workerRolePassword',
  'operatorPageRolePassword',
] as const

/**
 * Copies the files of a PostgreSQL that is stopped, with the passwords of its roles, to a data folder that has none: a product starts on them without
 * creating and migrating a database.
 */
export function copyDatabaseFiles(from: string, to: string): void {
  const folder = postgresFolder(to)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  mkdirSync(dirname(folder), { recursive: true, mode: isRoot ? 0o755 : 0o700 })
  const secrets = JSON.parse(readFileSync(join(from, 'secrets.json'), 'utf8')) as LocalSecrets
  const passwords = Object.fromEntries(PASSWORDS.map((name) => [name, secrets[name]]))
  writeFileAtomically(join(to, 'secrets.json'), `${JSON.stringify(passwords)}\n`)
  execFileSync('cp', ['-a', postgresFolder(from), folder])
}

/** Copies the migrated database to one of this name, to which nobody connects, so that others are created from it. */
export async function createDatabaseTemplate(ownerUrl: string, name: string): Promise<void> {
  await withConnection(ownerUrl, async (client) => {
    await client.query(`create database ${name} template triclic`)
    await client.query(`alter database ${name} with allow_connections false`)
  })
}
