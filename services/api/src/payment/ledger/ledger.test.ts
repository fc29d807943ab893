import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../../test/api.ts'
import type { OrderWithCard } from '../../../test/certification.ts'
import { merchant } from '../../../test/member.ts'
import { createRefundScenario } from '../../../test/refund.ts'
import { executeAllInShop, queryInShop, withConnection } from '../../../test/sql.ts'
import { inShop } from '../../platform/db/orm.ts'
import { verifyLedger } from './verify-ledger.ts'

let api: TestApi
let scenario: Awaited<ReturnType<typeof createRefundScenario>>
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api?.stop())
beforeEach(async () => {
  scenario = await createRefundScenario(api, { variants: [{ price: 1000, stock: 100 }] })
  const order = await scenario.placePaidOrder()
  expect((await scenario.recordRefund(order.code, { otherAmount: 200 })).userErrors).toEqual([])
  await scenario.placePaidOrder()
})

const verify = () => verifyLedger(api.app.orm, scenario.shop)

test('each movement is an entry, numbered without gaps, with a running total', async () => {
  expect(
    (await scenario.ledger()).map(({ sequence, kind, running_total }) => [sequence, kind, running_total]),
  ).toEqual([
    [1, 'CERTIFICATION', 1490],
    [2, 'REFUND', 1290],
    [3, 'CERTIFICATION', 2780],
  ])
  expect(await verify()).toMatchObject({ entries: 3, problem: null })
})

test('transactions that end at the same time leave one chain without gaps', async () => {
  const orders: OrderWithCard[] = []
  while (orders.length < 8) orders.push(await scenario.placeOrderWithCard())
  const payloads = await Promise.all(
    orders.map((order) => scenario.certify(order, { authorizationNumber: 'B2' })),
  )
  expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([])
  expect(await verify()).toMatchObject({ entries: 11, problem: null })
})

test('an entry says how its order came in', async () => {
  const entered = await scenario.placeOrderWithCard()
  await executeAllInShop(api, scenario.shop, [
    [`update "order" set channel = 'TELEPHONE' where code = $1`, entered.code],
  ])
  await scenario.certify(entered, { authorizationNumber: 'B2' })
  const { data } = await merchant<{ ledger: { nodes: { channel: string | null }[] } }>(
    api,
    '{ ledger(filter: {}, first: 2) { nodes { channel } } }',
    {},
    scenario.headers,
  )
  expect(data.ledger.nodes.map(({ channel }) => channel)).toEqual(['TELEPHONE', 'WEB'])
})

test('a card that was declined moves no money', async () => {
  const order = await scenario.placeOrderWithCard()
  await scenario.certify(order, { outcome: 'REFUSED' })
  expect(await scenario.ledger()).toHaveLength(3)
})

describe('nobody changes the ledger', () => {
  test.each([
    'update ledger_entry set amount = 1',
    'delete from ledger_entry',
    'insert into ledger_head default values',
  ])('the API may not run "%s"', async (sql) => {
    await expect(inShop(api.app.orm, scenario.shop.id, (em) => em.execute(sql))).rejects.toThrow(
      'permission denied',
    )
  })

  test.each(['update ledger_entry set amount = 1', 'delete from ledger_entry', 'truncate ledger_entry'])(
    'the owner of the database is refused "%s"',
    async (sql) => {
      await expect(executeAllInShop(api, scenario.shop, [[sql]])).rejects.toThrow('the ledger is append-only')
    },
  )

  test('the worker may not append', async () => {
    await withConnection(roleUrl('worker'), async (client) => {
      await expect(client.query(`select append_ledger('[]')`)).rejects.toThrow('permission denied')
    })
  })
})

/** Somebody who may do anything in the database. */
const tamper = (...statements: string[]) =>
  executeAllInShop(api, scenario.shop, [
    ['alter table ledger_entry disable trigger append_only'],
    ...statements.map((sql): [string] => [sql]),
    ['alter table ledger_entry enable trigger append_only'],
  ])

test('entries from before the channel was recorded are verified without it', async () => {
  await tamper(
    'update ledger_entry set channel = null',
    `do $$ declare e ledger_entry; previous bytea := '';
      begin for e in select * from ledger_entry order by sequence loop
        e.previous_hash := previous;
        previous := ledger_entry_hash(e);
        update ledger_entry set previous_hash = e.previous_hash, hash = previous where shop_id = e.shop_id and sequence = e.sequence;
      end loop; end $$`,
    'update ledger_head set hash = (select hash from ledger_entry order by sequence desc limit 1)',
  )
  expect((await verify()).problem).toBeNull()
})

describe('verification finds', () => {
  test.each([
    ['kind', "'CHEQUE'"],
    ['amount', 'amount + 1'],
    ['currency', "'USD'"],
    ['running_total', 'running_total + 1'],
    ['order_id', 'null'],
    ['order_code', "'X'"],
    ['subject_id', 'gen_random_uuid()'],
    ['reference', "'another'"],
    ['at', "at - interval '1 microsecond'"],
    ['is_test', 'true'],
    ['channel', "'MAIL'"],
    ['channel', 'null'],
    ['id', 'gen_random_uuid()'],
    ['hash', "sha256('x')"],
    ['previous_hash', "sha256('x')"],
  ])('an entry with another %s', async (column, value) => {
    await tamper(`update ledger_entry set ${column} = ${value} where sequence = 2`)
    expect((await verify()).problem).toBe('Entry 2 was changed.')
  })

  test.each<[string, string | RegExp, ...string[]]>([
    ['a deleted entry', 'Entry 2 is missing.', 'delete from ledger_entry where sequence = 2'],
    ['a deleted end', 'Entry 3 is missing.', 'delete from ledger_entry where sequence = 3'],
    [
      'an end that was cut off with its head',
      /^The payments of order .* are not those of the ledger\.$/,
      'delete from ledger_entry where sequence = 3',
      'update ledger_head set sequence = 2, hash = (select hash from ledger_entry where sequence = 2)',
    ],
    [
      'a refund that was removed',
      /^The refunds of order .* are not those of the ledger\.$/,
      'delete from refund',
    ],
  ])('%s', async (_what, problem, ...statements) => {
    await tamper(...statements)
    expect((await verify()).problem).toMatch(problem)
  })
})

test('a shop that is deleted takes its ledger along', async () => {
  await api.owner.query('delete from shop where id = $1', [scenario.shop.id])
  const rows = await queryInShop(
    api,
    scenario.shop,
    'select from ledger_entry where shop_id = $1',
    scenario.shop.id,
  )
  expect(rows).toEqual([])
})
