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
/** Shops by country, with the rates of their variants, the most frequent one twice. */
const RATES = {
  DE: [700, 700, 1900, 1234],
  RE: [210, 210, 850],
  MQ: [850, 850, 210],
  JP: [1000, 1000, 800],
  ES: [700, 700, 300],
}
type Country = keyof typeof RATES
const ids = Object.fromEntries(Object.keys(RATES).map((country) => [country, crypto.randomUUID()]))

async function migrateBelow(limit: string): Promise<void> {
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < limit))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
}

const inEachShop = (sql: (country: Country) => string): Promise<void> =>
  withConnection(url, async (owner) => {
    for (const country of Object.keys(RATES) as Country[])
      await inShop(owner, ids[country] ?? '', () => owner.query(sql(country)))
  })

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  await migrateBelow('0050')
  await inEachShop(
    (country) => `
    insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
      select current_setting('app.shop_id')::uuid, 's-${country.toLowerCase()}', 'S', 'EUR', 'fr', '${country}', 'Europe/Paris', '{BANK}', '{}', 'a@b.example';
    insert into product (id, shop_id, slug, name, description) select id, id, 'p', 'P', '' from shop where id = current_setting('app.shop_id')::uuid;
    insert into variant (id, shop_id, product_id, sku, name, price, tax_basis_points, position)
      select gen_random_uuid(), p.shop_id, p.id, rate || '-' || n, 'V', 100, rate, 0
      from product p, unnest('{${RATES[country].join()}}'::integer[]) with ordinality v (rate, n);
    insert into shipping_method (id, shop_id, name, price, tax_basis_points, countries, position)
      select gen_random_uuid(), id, 'M', 490, ${RATES[country][0]}, '{}', 0 from shop where id = current_setting('app.shop_id')::uuid`,
  )
  await migrateBelow('0086')
  await inEachShop(
    () => `
    insert into variant (id, shop_id, product_id, sku, name, price, tax_category, position)
      select gen_random_uuid(), p.shop_id, p.id, 'new', 'V', 100, 'STANDARD', 0 from product p`,
  )
  await withConnection(url, async (owner) => {
    await inShop(owner, ids.DE ?? '', () =>
      owner.query(`insert into variant (id, shop_id, product_id, sku, name, price, tax_category, position)
        select gen_random_uuid(), p.shop_id, p.id, 'new-other', 'V', 100, 'OTHER', 0 from product p`),
    )
    await inShop(owner, ids.ES ?? '', () =>
      owner.query(`update shop set tax_territory = 'ES-CN' where id = current_setting('app.shop_id')::uuid`),
    )
  })
  await migrate(url, FOLDER, {})
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name))

const read = (country: Country) =>
  withConnection(url, (owner) =>
    inShop(owner, ids[country] ?? '', async () => {
      const sql = `select
        (select json_object_agg(sku, tax_category) from variant) as categories,
        (select tax_category from shipping_method) as delivery,
        (select tax_rates from shop where id = current_setting('app.shop_id')::uuid) as rates`
      return (await owner.query<Record<string, unknown>>(sql)).rows[0]
    }),
  )

test.each([
  [
    'a German bookshop is taxed at 7 % again',
    'DE',
    {
      '700-1': 'FOOD',
      '700-2': 'FOOD',
      '1900-3': 'STANDARD',
      '1234-4': 'OTHER',
      new: 'STANDARD',
      'new-other': 'OTHER',
    },
    'FOOD',
    { OTHER: 1234 },
  ],
  [
    'a grocer in Réunion is taxed at 2.1 % again',
    'RE',
    { '210-1': 'FOOD', '210-2': 'FOOD', '850-3': 'STANDARD', new: 'STANDARD' },
    'FOOD',
    {},
  ],
  [
    'a shop in Martinique that sells at 8.5 % most',
    'MQ',
    { '850-1': 'STANDARD', '850-2': 'STANDARD', '210-3': 'FOOD', new: 'STANDARD' },
    'STANDARD',
    {},
  ],
  [
    'a shop in a country without known rates keeps its own',
    'JP',
    { '1000-1': 'STANDARD', '1000-2': 'STANDARD', '800-3': 'OTHER', new: 'STANDARD' },
    'STANDARD',
    { STANDARD: 1000, OTHER: 800 },
  ],
  [
    'a shop in the Canary Islands keeps its own too, although those of Spain are known',
    'ES',
    { '700-1': 'STANDARD', '700-2': 'STANDARD', '300-3': 'OTHER', new: 'STANDARD' },
    'STANDARD',
    { STANDARD: 700, OTHER: 300 },
  ],
] as const)('%s', async (_, country, categories, delivery, rates) => {
  expect(await read(country)).toEqual({ categories, delivery, rates })
})
