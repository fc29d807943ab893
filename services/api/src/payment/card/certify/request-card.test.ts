import { afterAll, beforeAll, expect, test } from 'vitest'
import { processPendingEvents } from '../../../../test/events.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { CARDS, goodCard, payByTestCard } from '../../../../test/card.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import {
  createCertificationScenario,
  type CertificationScenario,
  type OrderWithCard,
} from '../../../../test/certification.ts'
import { cardRequestToken } from './request-card.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let scenario: CertificationScenario

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  scenario = await createCertificationScenario(api)
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

/** Page and token of the newest link that was mailed for the order. */
async function newestLink({ code }: OrderWithCard): Promise<{ page: string; token: string }> {
  await processPendingEvents(api, scenario.shop)
  const [row] = await queryInShop<{ request: string; page: string; order_id: string }>(
    api,
    scenario.shop,
    `select m.details->>'requestId' as request, m.details->>'page' as page, m.order_id from mail m
     join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'CARD_REQUEST' order by m.created_at desc, m.id desc limit 1`,
    code,
  )
  if (!row) throw new Error('No card request was mailed')
  const order = { shopId: scenario.shop.id, id: row.order_id }
  return { page: row.page, token: cardRequestToken(api.app.env.orderTokenKeys, order, row.request) }
}

test('closes the payment, erases its digits and mails a link that takes one card', async () => {
  const order = await scenario.placeOrderWithCard()
  expect((await scenario.requestCard(order)).order?.status).toBe('PENDING_PAYMENT')
  expect(await scenario.stateOf(order)).toMatchObject({
    status: 'CLOSED',
    kept: 0,
    mails: ['CARD_REQUEST'],
    audit: ['requestCard'],
  })
  const { page, token } = await newestLink(order)
  expect(page).toBe(`${scenario.shop.origin}/card`)

  const card = { ...goodCard, number: CARDS.MASTERCARD, brand: 'MASTERCARD' }
  const mistyped = await payByTestCard(api, { ...order, token }, { card: { ...card, brand: 'VISA' } })
  expect(mistyped).toMatchObject({
    order: { code: order.code },
    userErrors: [{ code: 'CARD_TYPE_MISMATCH' }],
  })
  const idempotencyKey = crypto.randomUUID()
  for (let call = 0; call < 2; call++) {
    const payload = await payByTestCard(api, { ...order, token }, { card, idempotencyKey })
    expect(payload).toMatchObject({ order: { status: 'AWAITING_CERTIFICATION' }, userErrors: [] })
  }
  const afterUse = await payByTestCard(api, { ...order, token }, { card })
  expect(afterUse).toMatchObject({ order: null, userErrors: [{ code: 'ORDER_NOT_FOUND' }] })
})

test('only the newest link works, only for its own order and only until it expires', async () => {
  const order = await scenario.placeOrderWithCard()
  await scenario.requestCard(order)
  const first = await newestLink(order)
  expect((await scenario.requestCard(order)).userErrors).toEqual([])
  const second = await newestLink(order)
  const other = await placeTestOrder(api, scenario.shop)
  const expectNotFound = async (code: string, token: string) =>
    expect((await payByTestCard(api, { ...order, code, token })).userErrors).toMatchObject([
      { code: 'ORDER_NOT_FOUND' },
    ])

  await expectNotFound(order.code, first.token)
  await expectNotFound(other.code, second.token)
  await executeInShop(
    api,
    scenario.shop,
    "update card_request set expires_at = now() - interval '1 second' where shop_id = $1",
    scenario.shop.id,
  )
  await expectNotFound(order.code, second.token)
})

test('rejects an order that is paid or never had a card', async () => {
  const paid = await scenario.placeOrderWithCard()
  await scenario.certify(paid, { authorizationNumber: '1' })
  const withoutCard = await placeTestOrder(api, scenario.shop)
  for (const order of [paid, withoutCard])
    expect((await scenario.requestCard(order)).userErrors).toMatchObject([{ code: 'CARD_NOT_REQUESTABLE' }])
  expect(await scenario.stateOf(paid)).toMatchObject({ status: 'APPROVED' })
})
