import { isNonNullType, isListType, isObjectType, type GraphQLOutputType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder, type TestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, executeInShop } from '../../test/sql.ts'
import { merchantSchema } from '../app/schema.ts'
import type { Role } from '../kernel/permissions.ts'

let api: TestApi
let shop: TestShop
let order: TestOrder
const headers = {} as Record<Role, Record<string, string>>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  order = await insertFullOrder()
  for (const role of ['VIEWER', 'CERTIFIER'] as const) headers[role] = await headersOf(api, shop, role)
})
afterAll(() => api.stop())

const ADDRESS = {
  firstName: 'Philomène',
  lastName: 'Vandenberghe',
  company: 'Vandenberghe SARL',
  line1: '7 chemin des Lilas',
  line2: 'Escalier B',
  postalCode: '59240',
  city: 'Dunkerque',
  region: 'Nord',
  countryCode: 'FR',
  phone: '+33612345678',
}
/** Everything about the buyer of the order that a response could contain. */
const PERSONAL = [
  'Philomène',
  'Vandenberghe SARL',
  'chemin des Lilas',
  'Escalier B',
  '59240',
  '+33612345678',
  'philomene@buyers.test',
  'Ring twice',
  'Her son called',
  'She asked for it',
  'https://track.test/59240',
  'mailbox of philomene',
  'VANDENBERGHE-2026',
  'Spoke to her',
  'Knows the owner',
  '424242',
]

async function insertFullOrder(): Promise<TestOrder> {
  const inserted = await insertTestOrder(api, shop, {
    email: 'philomene@buyers.test',
    status: 'CANCELLED',
    card: 'REFUSED',
    mails: [{ kind: 'ORDER_CONFIRMATION', status: 'FAILED', lastError: '550 mailbox of philomene is full' }],
  })
  const [unmatchedId, actionId, noteId] = [v7(), v7(), v7()]
  const member = await createMember(api, [{ shop, role: 'MANAGER' }])
  const { id, cardPaymentId, mailIds } = inserted
  await executeAllInShop(api, shop, [
    [
      `update "order" set billing_address = $2, shipping_address = $2, note = 'Ring twice', is_partly_shipped = true,
         cancellation_reason = 'She asked for it' where id = $1`,
      id,
      JSON.stringify(ADDRESS),
    ],
    [
      `insert into parcel (shop_id, id, order_id, carrier_name, tracking_url)
       values ($1, $2, $3, 'Colissimo', 'https://track.test/59240')`,
      shop.id,
      v7(),
      id,
    ],
    ["update mail set recipient = 'philomene@buyers.test' where id = $1", mailIds[0]],
    [
      `insert into certification (id, shop_id, payment_id, outcome, amount, currency, note, certified_by, certified_by_name)
       values ($1, $2, $3, 'REFUSED', 1000, 'EUR', 'Her son called', $4, 'Zoé')`,
      v7(),
      shop.id,
      cardPaymentId,
      member.id,
    ],
    [
      `insert into unmatched_payment (id, shop_id, order_id, reason, amount, currency, protocol, reference)
       values ($1, $2, $3, 'WRONG_AMOUNT', 900, 'EUR', 'lyra', 'VANDENBERGHE-2026')`,
      unmatchedId,
      shop.id,
      id,
    ],
    [
      `insert into unmatched_payment_action (id, shop_id, unmatched_payment_id, kind, by_member, by_name, note)
       values ($1, $2, $3, 'CONTACTED', $4, 'Zoé', 'Spoke to her')`,
      actionId,
      shop.id,
      unmatchedId,
      member.id,
    ],
    [
      `insert into order_note (shop_id, id, order_id, text, member_id, member_name) values ($1, $2, $3, 'Knows the owner', $4, 'Zoé')`,
      shop.id,
      noteId,
      id,
      member.id,
    ],
    ...(
      [
        ['order.cancelled', {}],
        ['order.note_added', { noteId }],
        ['mail.resent', { mailId: mailIds[0] }],
        ['unmatched_payment.buyer_contacted', { unmatchedPaymentId: unmatchedId, actionId }],
      ] as const
    ).map(([type, data], index): [string, ...unknown[]] => [
      `insert into domain_event (id, shop_id, stream_id, order_id, sequence, type, data, actor)
       values ($1, $2, $3, $3, $4, $5, $6, 'system')`,
      v7(),
      shop.id,
      id,
      index + 1,
      type,
      JSON.stringify(data),
    ]),
  ])
  return inserted
}

/** Selects every field of a type that needs no argument, and what they contain. */
function selectAll(type: GraphQLOutputType, path: string[] = []): string {
  if (isNonNullType(type) || isListType(type)) return selectAll(type.ofType as GraphQLOutputType, path)
  if (!isObjectType(type)) return ''
  const fields = Object.values(type.getFields()).filter(({ args }) => args.length === 0)
  const selected = fields.flatMap(({ name, type: inner }) => {
    const named = inner.toString().replace(/[[\]!]/g, '')
    return path.includes(named) ? [] : [`${name}${selectAll(inner, [...path, named])}`]
  })
  return `{ ${selected.join(' ')} }`
}

/** The whole order as the member of this role gets it, as text. */
async function readAll(role: Role): Promise<string> {
  const type = merchantSchema().getType('MerchantOrder')
  if (!isObjectType(type)) throw new Error('There is no type MerchantOrder')
  const fields = Object.values(type.getFields()).map(
    ({ name, type: inner }) =>
      `${name}${selectAll(inner, ['MerchantOrder', inner.toString().replace(/[[\]!]/g, '')])}`,
  )
  const data: unknown[] = []
  // One request for each field of the order, because all of them together exceed the limits of a document.
  for (const field of fields) {
    const response = await merchant(
      api,
      `query ($code: String!) { order(code: $code) { ${field} } }`,
      { code: order.code },
      headers[role],
    )
    expect(response.errors, field).toBeUndefined()
    data.push(response.data)
  }
  return JSON.stringify(data)
}

test('no field of an order tells a VIEWER who the buyer is', async () => {
  const text = await readAll('VIEWER')
  expect(PERSONAL.filter((value) => text.includes(value))).toEqual([])
  for (const value of ['P.', 'V.', 'Dunkerque', 'FR', 'CANCELLED', order.code, 'Bol', '1000', 'VISA'])
    expect(text).toContain(value)
})

test('a CERTIFIER reads all of it', async () => {
  const text = await readAll('CERTIFIER')
  expect(PERSONAL.filter((value) => !text.includes(value))).toEqual([])
})

test.each<[Role, string, number]>([
  ['VIEWER', 'philomene@', 0],
  ['VIEWER', 'Vandenberghe', 0],
  ['CERTIFIER', 'philomene@', 1],
  ['CERTIFIER', 'Philomène Vandenberghe', 1],
])('a %s who searches for "%s" finds %d orders', async (role, search, count) => {
  const { data } = await merchant<{ orders: { totalCount: number }; orderCount: number }>(
    api,
    'query ($filter: OrderFilter) { orders(filter: $filter) { totalCount } orderCount(filter: $filter) }',
    { filter: { search } },
    headers[role],
  )
  expect(data).toEqual({ orders: { totalCount: count }, orderCount: count })
})

test('a VIEWER finds an order by its code', async () => {
  const { data } = await merchant<{ orderCount: number }>(
    api,
    'query ($filter: OrderFilter) { orderCount(filter: $filter) }',
    { filter: { search: order.code.slice(0, 6).toLowerCase() } },
    headers.VIEWER,
  )
  expect(data.orderCount).toBe(1)
})

test('the content of refused notifications is kept from a VIEWER, because it may name the buyer', async () => {
  await executeInShop(
    api,
    shop,
    `insert into bank_notification_refused (id, shop_id, protocol, reason, fields, displayed_fields, hour)
     values ($1, $2, 'lyra', 'signature', '[]', '{"reference": "Philomène Vandenberghe"}', now())`,
    v7(),
    shop.id,
  )
  const valuesAs = async (role: Role) => {
    const { data } = await merchant<{ refusedNotifications: { nodes: { fields: object[] }[] } }>(
      api,
      '{ refusedNotifications(first: 1) { nodes { fields { name value } } } }',
      {},
      headers[role],
    )
    return data.refusedNotifications.nodes[0]?.fields
  }
  expect(await valuesAs('VIEWER')).toEqual([{ name: 'reference', value: '' }])
  expect(await valuesAs('CERTIFIER')).toEqual([{ name: 'reference', value: 'Philomène Vandenberghe' }])
})
