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
const SHOPS = [crypto.randomUUID(), crypto.randomUUID()]

/** Orders in every state: one item of the first variant each, of which 7 are available. Nobody ordered the second one. */
const FILL = `
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
    select id, 's-' || id, 'S', 'EUR', 'fr', 'FR', 'Europe/Paris', '{BANK}', '{}', 'a@b.example'
    from (select current_setting('app.shop_id')::uuid as id) s;
  insert into product (id, shop_id, slug, name, description) select id, id, 'p', 'P', 'Fish & <chips>' from shop where id = current_setting('app.shop_id')::uuid;
  insert into variant (id, shop_id, product_id, sku, name, price, tax_basis_points, position)
    select v, s.id, s.id, v::text, 'V', 100, 2000, 0
    from (select current_setting('app.shop_id')::uuid as id) s, lateral (values (s.id), (gen_random_uuid())) v (v);
  insert into stock (shop_id, variant_id, available) select shop_id, id, 7 from variant;
  insert into "order" (id, shop_id, code, status, fulfillment, visitor, idempotency_key, input_hash, cart_version, language, email,
      billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total)
    select gen_random_uuid(), current_setting('app.shop_id')::uuid, code, status, fulfillment, code, gen_random_uuid(), '', code, 'fr', 'a@b.example', '{}', '{}',
      'EUR', 100, 0, 0, 100
    from (values ('A', 'PENDING_PAYMENT', 'UNFULFILLED'), ('B', 'AWAITING_CERTIFICATION', 'UNFULFILLED'), ('C', 'PAYMENT_REFUSED', 'UNFULFILLED'),
      ('D', 'PAID', 'UNFULFILLED'), ('E', 'PAID', 'SHIPPED'), ('F', 'PAID', 'DELIVERED'), ('G', 'CANCELLED', 'UNFULFILLED'), ('H', 'EXPIRED', 'UNFULFILLED')) o (code, status, fulfillment);
  insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
    select gen_random_uuid(), shop_id, id, n, shop_id, 'P', 'V', 'k', 1, 100, 2000, 100 from "order", generate_series(1, 2) n`

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < '0040'))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
  await withConnection(url, async (owner) => {
    for (const shop of SHOPS) await inShop(owner, shop, () => owner.query(FILL))
  })
  await migrate(url, FOLDER, {})
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name))

const rowsOf = (shop: string, sql: string) =>
  withConnection(url, (owner) => inShop(owner, shop, async () => (await owner.query<object>(sql)).rows))

test.each(SHOPS)(
  'unshipped orders that can still be paid, or are, reserve stock that is on hand: shop %#',
  async (shop) => {
    expect(await rowsOf(shop, 'select on_hand, reserved, available from stock order by on_hand')).toEqual([
      { on_hand: 7, reserved: 0, available: 7 },
      { on_hand: 15, reserved: 8, available: 7 },
    ])
  },
)

test('a plain description becomes a paragraph of the same text', async () => {
  expect(
    await rowsOf(
      SHOPS[0]!,
      'select description, description_html, status, updated_at = created_at as untouched from product',
    ),
  ).toEqual([
    {
      description: 'Fish & <chips>',
      description_html: '<p>Fish &amp; &lt;chips&gt;</p>',
      status: 'PUBLISHED',
      untouched: true,
    },
  ])
})
