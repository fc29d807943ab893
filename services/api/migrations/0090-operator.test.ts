import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inShop } from '../seed/in-shop.ts'
import { migrate } from '../src/platform/db/migrations.ts'
import { dropWhenUnused } from '../test/isolated-stores.ts'
import { withConnection } from '../test/sql.ts'

const FOLDER = new URL('./', import.meta.url)
const ownerUrl = process.env.TEST_DATABASE_OWNER_URL ?? ''
const name = `triclic_upgrade_${randomBytes(6).toString('hex')}`
const url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href
const SHOPS = { ACTIVE: crypto.randomUUID(), SUSPENDED: crypto.randomUUID(), CLOSED: crypto.randomUUID() }

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < '0090'))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
  await withConnection(url, async (owner) => {
    for (const [status, id] of Object.entries(SHOPS))
      await inShop(owner, id, async () => {
        await owner.query(
          `insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to, status)
           values ($1, $2, 'S', 'EUR', 'fr', 'FR', 'Europe/Paris', '{BANK}', '{}', 'a@b.example', $3)`,
          [id, status.toLowerCase(), status],
        )
        await owner.query(
          `insert into invitation (shop_id, id, email, name, role) values ($1, $1, 'ida@invited.test', '', 'VIEWER')`,
          [id],
        )
      })
  })
  await migrate(url, FOLDER, {})
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name))

test('invitations to shops that are closed already end, and no others', async () => {
  const count = async (id: string) =>
    (
      await withConnection(url, (owner) =>
        inShop(owner, id, () => owner.query('select from invitation where shop_id = $1', [id])),
      )
    ).rowCount
  expect({
    ACTIVE: await count(SHOPS.ACTIVE),
    SUSPENDED: await count(SHOPS.SUSPENDED),
    CLOSED: await count(SHOPS.CLOSED),
  }).toEqual({ ACTIVE: 1, SUSPENDED: 1, CLOSED: 0 })
})
