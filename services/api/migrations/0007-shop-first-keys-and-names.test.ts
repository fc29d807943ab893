import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../src/platform/db/migrations.ts'
import { withConnection } from '../test/sql.ts'

const FOLDER = new URL('./', import.meta.url)
const ROLES = { api: process.env.TEST_API_ROLE_PASSWORD, worker: process.env.TEST_WORKER_ROLE_PASSWORD }
const ownerUrl = process.env.TEST_DATABASE_OWNER_URL ?? ''
const name = `triclic_upgrade_${randomBytes(6).toString('hex')}`
const url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href

let client: Client

/** Two shops, each with an order, a card, a bank payment, and a row in most tables that the migration changes. */
const FILL = `
do $$
declare
  s uuid;
begin
  for n in 1..2 loop
    s := gen_random_uuid();
    insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
      values (s, 'shop-' || n, 'Shop', 'EUR', 'fr', 'FR', 'Europe/Paris', '{CARD,BANK}', '{VISA}', 'a@b.example');
    perform set_config('app.shop_id', s::text, true);
    insert into product (id, shop_id, slug, name, description) values (s, s, 'p', 'P', '');
    insert into variant (id, shop_id, product_id, sku, name, price, tax_basis_points, position) values (s, s, s, 'k', 'V', 100, 2000, 0);
    insert into stock (shop_id, variant_id, available) values (s, s, 5);
    insert into collection (id, shop_id, slug, name, position) values (s, s, 'c', 'C', 0);
    insert into collection_product (shop_id, collection_id, product_id, position) values (s, s, s, 0);
    insert into "order" (id, shop_id, code, status, visitor, idempotency_key, input_hash, cart_version, language, email, billing_address,
        shipping_address, currency, subtotal, shipping_total, tax_total, total)
      values (s, s, 'CODE', 'AWAITING_CERTIFICATION', 'v', s, '', 'c', 'fr', 'a@b.example', '{}', '{}', 'EUR', 100, 0, 0, 100);
    insert into order_line (id, shop_id, order_id, position, variant_id, product_name, variant_name, sku, quantity, unit_price, tax_basis_points, total)
      values (s, s, s, 0, s, 'P', 'V', 'k', 1, 100, 2000, 100);
    insert into order_event (id, shop_id, order_id, kind, by, message)
      select gen_random_uuid(), s, s, kind, 'bank', '' from unnest(array['PLACED', 'BANK_RESCUE', 'RESCUE_CONTACTED']) kind;
    insert into card_payment (id, shop_id, order_id, mark, brand, first_six, number_length, amount, currency)
      values (s, s, s, 'ABCD', 'VISA', '411111', 16, 100, 'EUR');
    insert into card_kept (payment_id, shop_id, key_id, sealed, erase_at) values (s, s, 'k', '', now());
    insert into mail (id, shop_id, order_id, kind, recipient, payment_id) values (s, s, s, 'CARD_FRAGMENT', 'a@b.example', s);
    insert into bank_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
      values (s, s, 'lyra', 'B', 'TEST', 'https://bank.test/', '1', '');
    insert into bank_account_earlier (id, shop_id, bank_account_id, environment, payment_url, identity, sealed_credentials)
      values (s, s, s, 'TEST', 'https://bank.test/', '1', '');
    insert into bank_trial (id, shop_id, bank_account_id, protocol, reference, amount, currency, environment)
      values (s, s, s, 'lyra', 't', 100, 'EUR', 'TEST');
    insert into bank_attempt (id, shop_id, order_id, bank_account_id, protocol, bank_name, reference, amount, currency, environment, redirect, return_url)
      values (s, s, s, s, 'lyra', 'B', 'r', 100, 'EUR', 'TEST', '{}', '');
    insert into bank_notification (id, shop_id, protocol, dedupe_key, status, fields, attempt_id, verdict)
      values (s, s, 'lyra', 'd', 'PAID', '{}', s, 'RESCUED');
    insert into rescue (id, shop_id, order_id, attempt_id, reason, amount, currency) values (s, s, s, s, 'ALREADY_PAID', 100, 'EUR');
    insert into member (id, email, name, password_hash) values (s, s || '@b.example', 'M', '');
    insert into rescue_step (id, shop_id, rescue_id, kind, by_member, by_name) values (s, s, s, 'CONTACTED', s, 'M');
    insert into audit_entry (id, shop_id, member_id, member_name, action, subject) values (s, s, s, 'M', 'signIn', '');
  end loop;
end $$`

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < '0007'))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), ROLES)
  await rm(older, { recursive: true })
  await withConnection(url, (owner) => owner.query(FILL))
  await migrate(url, FOLDER, ROLES)
  client = new Client({ connectionString: url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await withConnection(ownerUrl, (owner) => owner.query(`drop database ${name}`))
})

test('keeps the rows of every shop, under their new names', async () => {
  const { rows: shops } = await client.query<{ id: string }>('select id from shop')
  expect(shops).toHaveLength(2)
  for (const { id } of shops) {
    await client.query(`select set_config('app.shop_id', $1, false)`, [id])
    const kinds = await client.query<{ kind: string }>('select kind from order_event order by kind')
    expect(kinds.rows.map(({ kind }) => kind)).toEqual([
      'BANK_PAYMENT_UNMATCHED',
      'PLACED',
      'UNMATCHED_PAYMENT_CONTACTED',
    ])
    const verdicts = await client.query('select verdict from bank_notification')
    expect(verdicts.rows).toEqual([{ verdict: 'UNMATCHED' }])
    for (const table of [
      'payment_attempt',
      'test_payment',
      'gateway_account',
      'previous_gateway_settings',
      'unmatched_payment_action',
    ])
      expect((await client.query(`select from ${table} where shop_id = $1`, [id])).rowCount, table).toBe(1)
  }
})

test('forces row-level security on every tenant table again', async () => {
  const { rows } = await client.query(
    `select relname from pg_class c where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity
     order by relname`,
  )
  // These are read before a shop is known; their policies only limit changes.
  expect(rows).toEqual([{ relname: 'shop' }, { relname: 'shop_key' }, { relname: 'shop_origin' }])
})

test('keeps every foreign key', async () => {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int from pg_constraint where contype = 'f' and not convalidated`,
  )
  expect(rows[0]?.count).toBe(0)
  await expect(client.query('update order_line set order_id = gen_random_uuid()')).rejects.toThrow(
    /foreign key/,
  )
})
