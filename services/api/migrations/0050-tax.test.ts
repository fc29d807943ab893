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
const SHOPS = { FR: crypto.randomUUID(), GB: crypto.randomUUID(), JP: crypto.randomUUID() }

/** Variants of several rates, and an order of two rates that was sent to Germany. */
const FILL = `
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
    select current_setting('app.shop_id')::uuid, 's-' || lower($1::text), 'S', 'EUR', 'fr', $1::text, 'Europe/Paris', '{BANK}', '{}', 'a@b.example'`
const FILL_MORE = `
  insert into product (id, shop_id, slug, name, description) select id, id, 'p', 'P', '' from shop where id = current_setting('app.shop_id')::uuid;
  insert into variant (id, shop_id, product_id, sku, name, price, tax_basis_points, position)
    select gen_random_uuid(), p.shop_id, p.id, rate || '-' || n, 'V', 100, rate, 0 from product p,
      (values (2000, 1), (1000, 1), (1000, 2), (550, 1), (210, 1), (0, 1), (1234, 1)) v (rate, n);
  insert into shipping_method (id, shop_id, name, price, tax_basis_points, countries, position)
    select gen_random_uuid(), id, 'M', 490, 2000, '{}', 0 from shop where id = current_setting('app.shop_id')::uuid;
  insert into "order" (id, shop_id, code, status, visitor, idempotency_key, input_hash, cart_version, language, email,
      billing_address, shipping_address, shipping_method_id, currency, subtotal, shipping_total, tax_total, total)
    select s.id, s.id, 'A', 'PAID', 'A', gen_random_uuid(), '', 'A', 'fr', 'a@b.example', '{}', '{"countryCode": "DE"}', m.id, 'EUR', 8000, 490, 1186, 8490
    from shop s join shipping_method m on m.shop_id = s.id where s.id = current_setting('app.shop_id')::uuid;
  insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
    select gen_random_uuid(), o.shop_id, o.id, n, gen_random_uuid(), 'P', 'V', 'k', 1, price, rate, price
    from "order" o, (values (1, 6000, 2000), (2, 2000, 550)) l (n, price, rate)`

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < '0050'))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
  await withConnection(url, async (owner) => {
    for (const [country, id] of Object.entries(SHOPS))
      await inShop(owner, id, async () => {
        await owner.query(FILL, [country])
        await owner.query(FILL_MORE)
      })
  })
  await migrate(url, FOLDER, {})
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name))

const rowsOf = (country: keyof typeof SHOPS, sql: string) =>
  withConnection(url, (owner) =>
    inShop(owner, SHOPS[country], async () => (await owner.query<Record<string, unknown>>(sql)).rows),
  )

const CATEGORIES = `select json_object_agg(sku, tax_category order by sku) as categories from variant where sku like '%-1'`

test.each([
  [
    'FR',
    {
      '0-1': 'OTHER',
      '1000-1': 'PREPARED_FOOD',
      '1234-1': 'OTHER',
      '2000-1': 'STANDARD',
      '210-1': 'PRESS',
      '550-1': 'FOOD',
    },
    { OTHER: 1234 },
  ],
  [
    'GB',
    {
      '0-1': 'FOOD',
      '1000-1': 'OTHER',
      '1234-1': 'OTHER',
      '2000-1': 'STANDARD',
      '210-1': 'OTHER',
      '550-1': 'OTHER',
    },
    { OTHER: 1234 },
  ],
  [
    'JP',
    {
      '0-1': 'OTHER',
      '1000-1': 'STANDARD',
      '1234-1': 'OTHER',
      '2000-1': 'OTHER',
      '210-1': 'OTHER',
      '550-1': 'OTHER',
    },
    { STANDARD: 1000, OTHER: 2000 },
  ],
] as const)('the rates of a shop in %s become tax categories', async (country, categories, rates) => {
  expect(await rowsOf(country, CATEGORIES)).toEqual([{ categories }])
  expect(
    await rowsOf(country, `select tax_rates from shop where id = current_setting('app.shop_id')::uuid`),
  ).toEqual([{ tax_rates: rates }])
})

test('an order that exists gets its taxes by rate, and whether it counts towards the threshold', async () => {
  const sql = 'select taxes, tax_territory, is_distance_sale from "order"'
  const taxes = [
    { taxBasisPoints: 550, base: 1896, tax: 104 },
    { taxBasisPoints: 2000, base: 5408, tax: 1082 },
  ]
  expect(await rowsOf('FR', sql)).toEqual([{ taxes, tax_territory: 'DE', is_distance_sale: true }])
  expect(await rowsOf('GB', sql)).toEqual([{ taxes, tax_territory: 'DE', is_distance_sale: false }])
})

test('the price of each variant begins its history', async () => {
  expect(await rowsOf('FR', 'select count(*)::int as count, min(price) as price from price_history')).toEqual(
    [{ count: 7, price: 100 }],
  )
})
