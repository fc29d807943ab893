import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { goodCard } from '../../test/card.ts'
import { processPendingEvents, timelineOf } from '../../test/events.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let manager: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ price: 1000, stock: 50 }, { price: 2500 }] })
  manager = await headersOf(api, shop, 'MANAGER')
  await executeInShop(
    api,
    shop,
    `insert into discount (shop_id, id, name, code, kind, basis_points, starts_at)
     values ($1, gen_random_uuid(), 'Friends', 'FRIENDS', 'PERCENTAGE', 1000, now())`,
    shop.id,
  )
}, 60_000)
afterAll(() => api?.stop())

type Errors = { code: string; field: string[] | null }[]
const address = {
  firstName: 'Camille',
  lastName: 'Martin',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
}
const inputOf = (input: object = {}) => ({
  idempotencyKey: crypto.randomUUID(),
  channel: 'TELEPHONE',
  language: 'EN',
  lines: [{ variantId: shop.variants[0]?.id, quantity: 2 }],
  email: 'camille@buyers.test',
  billingAddress: address,
  shippingMethodId: shop.shippingMethodId,
  ...input,
})

interface Entered {
  order: { code: string; status: string; channel: string; total: { amount: number } } | null
  userErrors: Errors
}
async function enter(input: object, headers = manager): Promise<Entered> {
  const { data, errors } = await merchant<{ payload: Entered }>(
    api,
    `mutation ($input: EnterOrderInput!) { payload: enterOrder(input: $input) {
      order { code status channel total { amount } } userErrors { code field } } }`,
    { input },
    headers,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.payload
}

async function quote(input: object) {
  const { data } = await merchant<{
    payload: {
      quote: {
        methods: { id: string }[]
        totals: { total: { amount: number } } | null
        discountProblem: string | null
      } | null
      userErrors: Errors
    }
  }>(
    api,
    `mutation ($input: EnteredOrderQuoteInput!) { payload: quoteEnteredOrder(input: $input) {
      quote { methods { id } totals { total { amount } } discountProblem } userErrors { code field } } }`,
    { input: { lines: inputOf().lines, countryCode: 'FR', ...input } },
    manager,
  )
  return data.payload
}

const reservedOf = async () =>
  (
    await queryInShop<{ reserved: number }>(
      api,
      shop,
      'select reserved from stock where variant_id = $1',
      shop.variants[0]?.id,
    )
  )[0]?.reserved

describe('enterOrder', () => {
  test('places an order as the website does, marked with its channel and the member', async () => {
    const before = (await reservedOf()) ?? 0
    const { order, userErrors } = await enter(inputOf())
    expect(userErrors).toEqual([])
    expect(order).toMatchObject({ status: 'PENDING_PAYMENT', channel: 'TELEPHONE', total: { amount: 2490 } })
    expect(await reservedOf()).toBe(before + 2)
    await processPendingEvents(api, shop)
    const rows = await queryInShop<{ kind: string; language: string; actor: string; audit: string }>(
      api,
      shop,
      `select m.kind, o.language, e.actor, (select action from audit_entry a where a.subject = o.code || ' TELEPHONE') as audit
       from "order" o join mail m on m.order_id = o.id join domain_event e on e.order_id = o.id where o.code = $1`,
      order?.code ?? '',
    )
    expect(rows).toEqual([
      { kind: 'ORDER_CONFIRMATION', language: 'en', actor: 'member', audit: 'enterOrder' },
    ])
    const [placed] = await timelineOf(api, shop, order?.code ?? '')
    expect(placed?.kind).toBe('PLACED')
    expect(placed?.by).not.toBe('buyer')
  })

  test('takes a discount code, adds up lines of the same variant, and refuses another total than the one shown', async () => {
    const [first] = inputOf().lines
    const lines = [first, { ...first, quantity: 1 }]
    const shown = await quote({ lines, shippingMethodId: shop.shippingMethodId, discountCode: 'friends' })
    expect(shown.quote).toMatchObject({
      methods: [{ id: shop.shippingMethodId }],
      totals: { total: { amount: 2700 + 490 } },
      discountProblem: null,
    })
    const input = inputOf({ lines, discountCode: 'friends', expectedTotal: 3191 })
    expect((await enter(input)).userErrors).toMatchObject([{ code: 'PRICE_CHANGED' }])
    expect((await enter({ ...input, expectedTotal: 3190 })).order?.total.amount).toBe(3190)
  })

  test('answers a repeated request with the first order, also when both come at once', async () => {
    const input = inputOf({ channel: 'MAIL' })
    const answers = await Promise.all([enter(input), enter(input), enter(input)])
    expect(new Set(answers.map(({ order }) => order?.code)).size).toBe(1)
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], [], []])
    expect((await enter({ ...input, note: 'another' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ])
  })

  test.each([
    [{ lines: [] }, 'CART_EMPTY'],
    [{ lines: [{ variantId: 'no-id', quantity: 1 }] }, 'VARIANT_NOT_FOUND'],
    [{ lines: [{ variantId: crypto.randomUUID(), quantity: 1 }] }, 'VARIANT_NOT_FOUND'],
    [{ email: 'nothing' }, 'INVALID_EMAIL'],
    [{ billingAddress: { ...address, city: '' } }, 'INVALID_ADDRESS'],
    [{ shippingMethodId: null }, 'REQUIRED'],
    [{ shippingMethodId: crypto.randomUUID() }, 'SHIPPING_METHOD_NOT_AVAILABLE'],
    [{ discountCode: 'NONE' }, 'DISCOUNT_CODE_UNKNOWN'],
    [{ note: `card ${goodCard.number}` }, 'CARD_NUMBER_NOT_ALLOWED'],
  ])('with %j is refused: %s', async (input, code) => {
    expect((await enter(inputOf(input))).userErrors.map((error) => error.code)).toEqual([code])
  })

  test.each([0, -1, 10_000])('with a quantity of %i is refused', async (quantity) => {
    const lines = [{ variantId: shop.variants[0]?.id, quantity }]
    expect((await enter(inputOf({ lines }))).userErrors).toMatchObject([{ code: 'INVALID_QUANTITY' }])
  })

  test('reserves nothing when the stock does not suffice', async () => {
    const before = await reservedOf()
    const lines = [{ variantId: shop.variants[0]?.id, quantity: 51 }]
    expect((await enter(inputOf({ lines }))).userErrors).toMatchObject([{ code: 'OUT_OF_STOCK' }])
    expect(await reservedOf()).toBe(before)
  })
})
