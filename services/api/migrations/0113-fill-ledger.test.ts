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
const [SHOP, EMPTY] = [crypto.randomUUID(), crypto.randomUUID()]
const MEMBER = crypto.randomUUID()

const INSERT_SHOP = `
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
    select id, 's-' || id, 'S', 'EUR', 'fr', 'FR', 'Europe/Paris', '{BANK}', '{}', 'a@b.example'
    from (select current_setting('app.shop_id')::uuid as id) s`
const INSERT_PAYMENTS = `
  with shop as (select current_setting('app.shop_id')::uuid as id),
  placed as (
    insert into "order" (id, shop_id, code, status, paid_at, visitor, idempotency_key, input_hash, cart_version, language, email,
        billing_address, shipping_address, currency, subtotal, shipping_total, tax_total, total)
      select gen_random_uuid(), shop.id, o.code, o.status, o.paid_at::timestamptz, 'v', gen_random_uuid(), '\\x00', o.code, 'fr',
        'a@b.example', '{}', '{}', 'EUR', 1000, 0, 0, 1000
      from shop, (values ('CARD', 'PAID', '2026-01-02'), ('BANK', 'PAID', '2026-01-03'), ('OPEN', 'PENDING_PAYMENT', null)) o (code, status, paid_at)
      returning id, shop_id, code
  ), card as (
    insert into card_payment (id, shop_id, order_id, mark, status, brand, first_six, number_length, amount, currency)
      select gen_random_uuid(), shop_id, id, 'ABCD', 'APPROVED', 'VISA', '424242', 16, 1000, 'EUR' from placed where code = 'CARD' returning id, shop_id
  ), certified as (
    insert into certification (id, shop_id, payment_id, outcome, amount, currency, authorization_number, certified_by, certified_by_name, certified_at)
      select gen_random_uuid(), shop_id, id, o.outcome, 1000, 'EUR', 'A1', '${MEMBER}', 'Ada', o.at::timestamptz
      from card, (values ('REFERRAL', '2026-01-01'), ('APPROVED', '2026-01-02')) o (outcome, at)
  ), account as (
    insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
      select gen_random_uuid(), id, 'lyra', 'B', 'PRODUCTION', 'https://bank.example/', 'i', '\\x00' from shop returning id, shop_id
  ), attempt as (
    insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, paid_amount, currency,
        environment, redirect, return_url)
      select gen_random_uuid(), placed.shop_id, placed.id, account.id, 'lyra', 'B', 'R-' || placed.code,
        case placed.code when 'BANK' then 'PAID' else 'OPEN' end, 1000, 900, 'EUR', 'PRODUCTION', '{}', 'https://shop.example/'
      from placed, account where placed.code in ('BANK', 'OPEN') returning id, shop_id, order_id, reference
  ), unmatched as (
    insert into unmatched_payment (id, shop_id, reason, amount, currency, bank_transaction_id, opened_at, outcome, closed_at)
      select gen_random_uuid(), id, 'UNKNOWN_REFERENCE', 700, 'EUR', 'T1', '2026-01-01', 'REFUNDED', '2026-01-06' from shop returning id, shop_id
  ), action as (
    insert into unmatched_payment_action (id, shop_id, unmatched_payment_id, kind, amount, currency, bank_reference, by_member, by_name, at)
      select gen_random_uuid(), shop_id, id, a.kind, a.amount, 'EUR', 'RB', '${MEMBER}', 'Ada', a.at::timestamptz from unmatched,
        (values ('REFUNDED', 600, '2026-01-04'), ('REOPENED', null, '2026-01-05'), ('REFUNDED', 700, '2026-01-06')) a (kind, amount, at)
  )
  insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, data, at, processed_at)
    select a.shop_id, gen_random_uuid(), a.order_id, a.order_id, n.sequence, 'bank_payment.changed', 'bank',
      jsonb_build_object('attemptId', a.id, 'news', n.news, 'amount', n.amount), n.at::timestamptz, now()
    from attempt a, (values (1, 'REFUNDED', 400, '2026-01-07'), (2, 'PAYMENT_CANCELLED', null, '2026-01-08')) n (sequence, news, amount, at)
    where a.reference = 'R-BANK'`

beforeAll(async () => {
  await withConnection(ownerUrl, (owner) => owner.query(`create database ${name}`))
  const older = await mkdtemp(join(tmpdir(), 'triclic-migrations-'))
  for (const file of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql') && file < '0110'))
    await copyFile(new URL(file, FOLDER), join(older, file))
  await migrate(url, pathToFileURL(`${older}/`), {})
  await rm(older, { recursive: true })
  await withConnection(url, async (owner) => {
    await owner.query(
      `insert into member (id, email, name, password_parameters, password_verifier) values ('${MEMBER}', 'ada@b.example', 'Ada', '', '')`,
    )
    await inShop(owner, SHOP, async () => {
      await owner.query(INSERT_SHOP)
      await owner.query(INSERT_PAYMENTS)
    })
    await inShop(owner, EMPTY, () => owner.query(INSERT_SHOP))
  })
  await migrate(url, FOLDER, {})
}, 60_000)
afterAll(() => dropWhenUnused(ownerUrl, name))

const rowsOf = (shop: string, sql: string) =>
  withConnection(url, (owner) => inShop(owner, shop, async () => (await owner.query<object>(sql)).rows))

test('the ledger begins with the payments of before, in the order of time', async () => {
  const rows = await rowsOf(
    SHOP,
    `select concat_ws(' ', sequence, (at at time zone 'UTC')::date, kind, amount, order_code, reference, running_total) as entry
     from ledger_entry order by sequence`,
  )
  expect(rows.map((row) => Object.values(row)[0] as string)).toEqual([
    '1 2026-01-01 UNMATCHED_RECEIPT 700 T1 700',
    '2 2026-01-02 CERTIFICATION 1000 CARD A1 1700',
    '3 2026-01-03 BANK_PAYMENT 900 BANK R-BANK 2600',
    '4 2026-01-04 UNMATCHED_REFUND -600 RB 2000',
    '5 2026-01-05 UNMATCHED_REFUND 600 RB 2600',
    '6 2026-01-06 UNMATCHED_REFUND -700 RB 1900',
    '7 2026-01-07 BANK_REFUND -400 BANK 1500',
    // What was left of the payment.
    '8 2026-01-08 REVERSAL -500 BANK 1000',
  ])
})

test('its hashes form a chain that ends at the head, whose first day is to be closed', async () => {
  const rows = await rowsOf(
    SHOP,
    `select bool_and(e.hash = ledger_entry_hash(e)) as "areHashes", bool_and(e.previous_hash = coalesce(p.hash, '\\x')) as "isChain",
       max(h.sequence)::int as head, bool_and(h.due_at = '2026-01-01T23:00:00Z') as "isDue"
     from ledger_entry e left join ledger_entry p on p.sequence = e.sequence - 1 join ledger_head h on h.shop_id = e.shop_id`,
  )
  expect(rows).toEqual([{ areHashes: true, isChain: true, head: 8, isDue: true }])
})

test('a shop without payments has an empty ledger', async () => {
  expect(await rowsOf(EMPTY, 'select from ledger_entry')).toEqual([])
})
