import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { eraseBuyer, findText, insertFinishedOrder, writeNameEverywhere } from '../../test/buyer-data.ts'
import { headersOf } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { COLUMNS_OF_BUYERS } from './columns-of-buyers.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterAll(() => api?.stop())

const columnsOf = (isKept: boolean): string[] =>
  Object.entries(COLUMNS_OF_BUYERS)
    .flatMap(([table, columns]) =>
      Object.entries(columns)
        .filter(([, treatment]) => 'kept' in treatment === isKept)
        .map(([column]) => `${table}.${column}`),
    )
    .sort()

const BUYER = 'philom|vandenberghe|424243|paix|75002|0612345678'
/** Columns that no test data is written to: an invoice and a ledger are made by their operations alone. */
const WITHOUT_DATA = ['invoice.data', 'ledger_entry.reference', 'certification.authorization_number']

test('erasing a buyer leaves no trace in any column but those that are kept', async () => {
  const order = await insertFinishedOrder(api, shop, {
    firstName: 'Philomène',
    lastName: 'Vandenberghe',
    email: 'Philomene@buyers.test',
  })
  await executeInShop(
    api,
    shop,
    `update "order" set billing_address = billing_address || '{"phone": "0612345678", "company": "Philomène SA", "line2": "Philomène", "region": "Philomène"}'
     where shop_id = $1 and id = $2`,
    shop.id,
    order.id,
  )
  await writeNameEverywhere(api, shop, order)
  const everywhere = [...columnsOf(false), ...columnsOf(true)]
    .filter((name) => !WITHOUT_DATA.includes(name))
    .sort()
  expect(await findText(api, shop, BUYER)).toEqual(everywhere)

  expect(await eraseBuyer(api, order.code, headers)).toMatchObject({ erasedOrders: 1, userErrors: [] })
  expect(await findText(api, shop, BUYER)).toEqual(
    // The order is still found by the references that are kept.
    [...columnsOf(true), 'order_search.token'].filter((name) => !WITHOUT_DATA.includes(name)).sort(),
  )
  const [row] = await queryInShop<Record<string, unknown>>(
    api,
    shop,
    `select o.billing_address, o.total, o.status, (select array_agg(m.status || ' ' || m.recipient order by m.kind) from mail m where m.order_id = o.id) as mails,
       (select details from mail m where m.order_id = o.id and m.kind = 'ORDER_CONFIRMATION') as details,
       (select count(*)::int from order_search s where s.order_id = o.id and s.of_buyer) as words,
       (select count(*)::int from order_search s where s.order_id = o.id) > 0 as "isFound"
     from "order" o where o.id = $1`,
    order.id,
  )
  expect(row).toEqual({
    billing_address: { firstName: '', lastName: '', line1: '', postalCode: '', city: '', countryCode: 'FR' },
    total: 1000,
    status: 'PAID',
    mails: ['SKIPPED ', 'SENT shop@merchants.test'],
    details: { resends: 1 },
    words: 0,
    isFound: true,
  })
})
