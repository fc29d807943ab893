import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { provePassword } from '../src/platform/crypto/password.ts'
import { migrate } from '../src/platform/db/migrations.ts'
import { dropWhenUnused } from '../test/isolated-stores.ts'
import { withConnection } from '../test/sql.ts'

const FOLDER = new URL('./', import.meta.url)
const ownerUrl = process.env.TEST_DATABASE_OWNER_URL ?? ''
const name = `triclic_upgrade_${randomBytes(6).toString('hex')}`
const url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href
const PASSWORD = 'a password from before the migration'

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < '0015'))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
  const passwordHash = await hash(PASSWORD, { memoryCost: 1024, timeCost: 3, parallelism: 2 })
  await withConnection(url, (owner) =>
    owner.query(
      `insert into member (id, email, name, password_hash) values (gen_random_uuid(), 'm@members.test', 'M', $1)`,
      [passwordHash],
    ),
  )
  await migrate(url, FOLDER, {})
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name))

test('a member signs in with the password from before, whatever its costs were', async () => {
  const checksOf = (password: string) =>
    withConnection(url, async (owner) => {
      const { rows } = await owner.query<{ parameters: string }>(
        'select password_parameters as parameters from member',
      )
      const proof = await provePassword(rows[0]?.parameters ?? null, password)
      const matches = await owner.query(
        `select from member where password_verifier = sha256(convert_to($1, 'UTF8'))`,
        [proof],
      )
      return matches.rowCount
    })
  expect(await checksOf(PASSWORD)).toBe(1)
  expect(await checksOf('another password')).toBe(0)
})
