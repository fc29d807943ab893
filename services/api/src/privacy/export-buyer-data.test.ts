import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { insertFinishedOrder, writeNameEverywhere } from '../../test/buyer-data.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterAll(() => api?.stop())

interface Exported {
  data: string | null
  orderCount: number | null
  nextPart: number | null
  userErrors: { code: string; field: string[] | null }[]
}

async function exportBuyer(code: string, part = 1, as = headers): Promise<Exported> {
  const { data } = await merchant<{ exportBuyerData: Exported }>(
    api,
    `mutation ($code: String!, $part: Int!) {
      exportBuyerData(orderCode: $code, part: $part) { data orderCount nextPart userErrors { code field } } }`,
    { code, part },
    as,
  )
  return data.exportBuyerData
}
interface Doc {
  emailAddress: string
  orders: Record<string, unknown>[]
}
const read = ({ data }: Exported): Doc => JSON.parse(data ?? 'null') as Doc

test('an export has everything about the buyer in all orders of the shop, and no digit of a card', async () => {
  const order = await insertFinishedOrder(api, shop, { email: 'export@buyers.test', firstName: 'Philomène' })
  await writeNameEverywhere(api, shop, order)
  const other = await insertTestOrder(api, shop, { email: 'EXPORT@buyers.test' })
  await insertTestOrder(api, shop, { email: 'stranger@buyers.test' })
  const exported = await exportBuyer(order.code)
  expect(exported).toMatchObject({ orderCount: 2, nextPart: null, userErrors: [] })
  const { emailAddress, orders } = read(exported)
  expect(emailAddress).toBe('export@buyers.test')
  expect(orders.map(({ code }) => code)).toEqual([order.code, other.code])
  expect(orders[0]).toMatchObject({
    emailAddress: 'export@buyers.test',
    billingAddress: { firstName: 'Philomène', city: 'Paris' },
    note: 'Philomène',
    total: 1000,
    currency: 'EUR',
    lines: [{ product: 'Bol', quantity: 1, unitPrice: 1000 }],
    cardPayments: [{ brand: 'VISA', amount: 1000, certifications: [{ note: 'Philomène' }] }],
    bankPayments: [{ bank: 'Banque', amount: 900 }],
    transfersAndCheques: [{ method: 'CHEQUE', reference: 'Philomène' }],
    unmatchedPayments: [{ reference: 'Philomène', actions: [{ kind: 'CONTACTED', note: 'Philomène' }] }],
    refunds: [{ amount: 100, reason: 'Philomène' }],
    parcels: [{ trackingNumber: 'Philomène' }],
    mails: [{ kind: 'ORDER_CONFIRMATION', to: 'philomene@buyers.test' }],
    events: expect.arrayContaining([
      expect.objectContaining({ type: 'PLACED', message: 'Philomène' }),
    ]) as unknown,
  })
  expect(exported.data).not.toMatch(/424243|stranger/)
})

test('a buyer with many orders is exported in parts', async () => {
  const codes: string[] = []
  for (let index = 0; index < 101; index++)
    codes.push((await insertTestOrder(api, shop, { email: 'many@buyers.test' })).code)
  const [first, second] = [await exportBuyer(codes[5] ?? ''), await exportBuyer(codes[5] ?? '', 2)]
  expect(first).toMatchObject({ orderCount: 101, nextPart: 2 })
  expect(second).toMatchObject({ orderCount: 101, nextPart: null })
  expect([...read(first).orders, ...read(second).orders].map(({ code }) => code)).toEqual(codes)
  for (const part of [0, 3])
    expect((await exportBuyer(codes[5] ?? '', part)).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['part'] },
    ])
})

test('each export is in the audit log, without data of the buyer', async () => {
  const order = await insertTestOrder(api, shop, { email: 'audited@buyers.test' })
  await exportBuyer(order.code)
  const entries = await queryInShop<{ action: string }>(
    api,
    shop,
    'select action from audit_entry where subject = $1',
    `${order.code} (1)`,
  )
  expect(entries).toEqual([{ action: 'exportBuyerData' }])
})

test('an order of another shop is not found, and a certifier may not export', async () => {
  const order = await insertTestOrder(api, shop)
  const other = await headersOf(api, await createShop(api), 'OWNER')
  expect((await exportBuyer(order.code, 1, other)).userErrors).toEqual([
    { code: 'NOT_FOUND', field: ['orderCode'] },
  ])
  const certifier = await headersOf(api, shop, 'CERTIFIER')
  const { errors } = await merchant(
    api,
    'mutation ($code: String!) { exportBuyerData(orderCode: $code) { data } }',
    { code: order.code },
    certifier,
  )
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})
