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
const [SHOP, WITHOUT_METHODS] = [crypto.randomUUID(), crypto.randomUUID()]
const POST = crypto.randomUUID()

const INSERT_SHOP = `
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
    select id, 's-' || id, 'S', 'EUR', 'fr', 'FR', 'Europe/Paris', '{BANK}', '{}', 'a@b.example'
    from (select current_setting('app.shop_id')::uuid as id) s`
const INSERT_METHODS = `
  insert into shipping_method (id, shop_id, name, price, tax_basis_points, countries, position)
    select id, current_setting('app.shop_id')::uuid, name, price, 2000, countries::text[], position
    from (values ('${POST}'::uuid, 'Post', 690, '{FR,MC,BE}', 0), (gen_random_uuid(), 'Express', 1490, '{FR,MC}', 1),
      (gen_random_uuid(), 'World', 2990, '{}', 2)) m (id, name, price, countries, position)`

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < '0050'))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
  await withConnection(url, async (owner) => {
    await inShop(owner, SHOP, async () => {
      await owner.query(INSERT_SHOP)
      await owner.query(INSERT_METHODS)
    })
    await inShop(owner, WITHOUT_METHODS, () => owner.query(INSERT_SHOP))
  })
  await migrate(url, FOLDER, {})
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name))

const rowsOf = (shop: string, sql: string) =>
  withConnection(url, (owner) => inShop(owner, shop, async () => (await owner.query<object>(sql)).rows))

test('countries with the same methods become one zone, and everywhere else is the last one', async () => {
  const zones = await rowsOf(
    SHOP,
    `select z.name, z.countries, string_agg(m.name || ' ' || m.price || ' ' || m.tax_category, ', ' order by m.position) as methods
     from shipping_zone z join shipping_method m on m.zone_id = z.id group by z.id, z.name, z.countries order by z.countries = '{}', z.name`,
  )
  expect(zones).toEqual([
    { name: 'BE', countries: ['BE'], methods: 'Post 690 STANDARD, World 2990 STANDARD' },
    {
      name: 'FR, MC',
      countries: ['FR', 'MC'],
      methods: 'Post 690 STANDARD, Express 1490 STANDARD, World 2990 STANDARD',
    },
    { name: 'Partout ailleurs', countries: [], methods: 'World 2990 STANDARD' },
  ])
  expect(await rowsOf(SHOP, `select name from shipping_method where id = '${POST}'`)).toHaveLength(1)
})

test('a shop without methods has no zone', async () => {
  expect(await rowsOf(WITHOUT_METHODS, 'select from shipping_zone')).toEqual([])
})
