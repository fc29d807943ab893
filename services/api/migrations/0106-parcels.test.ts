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
const shopId = crypto.randomUUID()

async function migrateBelow(limit: string): Promise<void> {
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < limit))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
}

/** Orders by their code: how they were shipped, and with which method. */
const ORDERS = [
  { code: 'NEW', fulfillment: 'UNFULFILLED', carrier: null, pickup: true },
  { code: 'SHIPPED', fulfillment: 'SHIPPED', carrier: 'Colissimo', pickup: false },
  { code: 'DELIVERED', fulfillment: 'DELIVERED', carrier: null, pickup: false },
]

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  await migrateBelow('0106')
  await withConnection(url, (owner) =>
    inShop(owner, shopId, async () => {
      await owner.query(
        `insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
         values ($1, 's', 'S', 'EUR', 'fr', 'FR', 'Europe/Paris', '{BANK}', '{}', 'a@b.example')`,
        [shopId],
      )
      await owner.query(
        `insert into shipping_method (id, shop_id, name, price, tax_category, position, kind, pickup_address)
         values ($1, $1, 'Retrait', 0, 'STANDARD', 0, 'PICKUP', '3 rue du Four')`,
        [shopId],
      )
      for (const { code, fulfillment, carrier, pickup } of ORDERS) {
        await owner.query(
          `with o as (
             insert into "order" (id, shop_id, code, status, fulfillment, carrier, tracking_url, paid_at, visitor, idempotency_key, input_hash,
               cart_version, language, email, billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total, shipping_method_id)
             values (gen_random_uuid(), $1, $2, 'PAID', $3, $4, 'https://track.example/1', '2026-01-01', $2, gen_random_uuid(), '', $2, 'fr',
               'a@b.example', '{}', '{}', 'EUR', 0, 0, 0, 0, $5) returning shop_id, id
           ), lines as (
             insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
               select gen_random_uuid(), shop_id, id, n, gen_random_uuid(), 'P', 'V', 'S' || n, n, 0, 0, 0 from o, generate_series(1, 2) n
           )
           insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, data, at, processed_at)
             select shop_id, gen_random_uuid(), id, id, 1, case when $2 = 'SHIPPED' then 'order.shipped' else 'order.placed' end, 'system', '{}', '2026-01-02', now()
             from o`,
          [shopId, code, fulfillment, carrier, pickup ? shopId : null],
        )
      }
    }),
  )
  await migrateBelow('0107')
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name), 60_000)

test('an order that was shipped has one parcel with all its lines, from when it was shipped', async () => {
  const rows = await withConnection(url, (owner) =>
    inShop(owner, shopId, async () => {
      const { rows } = await owner.query(
        `select o.code, p.carrier_name, p.tracking_url, to_char(p.shipped_at at time zone 'UTC', 'YYYY-MM-DD') as shipped, p.delivered_at is not null as delivered,
           (select sum(quantity)::integer from parcel_line l where l.parcel_id = p.id) as items,
           (select count(*)::integer from domain_event e where e.data->>'parcelId' = p.id::text) as events
         from parcel p join "order" o on o.id = p.order_id order by o.code`,
      )
      return rows as unknown[]
    }),
  )
  const sent = { tracking_url: 'https://track.example/1', items: 3 }
  expect(rows).toEqual([
    { code: 'DELIVERED', carrier_name: null, ...sent, shipped: '2026-01-01', delivered: true, events: 0 },
    {
      code: 'SHIPPED',
      carrier_name: 'Colissimo',
      ...sent,
      shipped: '2026-01-02',
      delivered: false,
      events: 1,
    },
  ])
})

test('an order that is collected in the shop is known as such', async () => {
  const rows = await withConnection(url, (owner) =>
    inShop(owner, shopId, async () => {
      const { rows } = await owner.query(
        'select code, is_pickup, is_partly_shipped from "order" order by code',
      )
      return rows as unknown[]
    }),
  )
  expect(rows).toEqual([
    { code: 'DELIVERED', is_pickup: false, is_partly_shipped: false },
    { code: 'NEW', is_pickup: true, is_partly_shipped: false },
    { code: 'SHIPPED', is_pickup: false, is_partly_shipped: false },
  ])
})
