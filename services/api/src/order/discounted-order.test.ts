import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import type { Buyer } from '../../test/buyer.ts'
import { buyerWithCart, orderInput, placeOrder, type PlaceOrderReply } from '../../test/checkout.ts'
import { applyCode, saveDiscount, usesOf } from '../../test/discount.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let manager: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
beforeEach(async () => {
  shop = await createShop(api, { variants: [{ price: 1000 }, { price: 2500 }] })
  manager = await headersOf(api, shop, 'MANAGER')
})
afterAll(() => api?.stop())

async function buyerWithCode(code: string, quantities = [1]): Promise<Buyer> {
  const buyer = await buyerWithCart(api, shop, quantities)
  await applyCode(buyer, code)
  return buyer
}
const codeOf = ({ order, userErrors }: PlaceOrderReply) => (order ? 'OK' : userErrors[0]?.code)
const CANCEL = 'mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }'
const cancel = (code: string | undefined) =>
  merchant<{ cancelOrder: { userErrors: { code: string }[] } }>(api, CANCEL, { code }, manager)

test('an order has what the quote said: discounts by line and on the delivery, and total = subtotal + shippingTotal', async () => {
  await saveDiscount(api, manager)
  await saveDiscount(api, manager, {
    code: null,
    name: 'Livraison offerte',
    kind: 'FREE_DELIVERY',
    basisPoints: null,
  })
  const buyer = await buyerWithCode('noel', [1, 2])
  const TOTALS =
    'subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount } shippingDiscounts { label amount { amount } }'
  const quoted = await buyer.request<{ quote: { total: { amount: number } } }>(
    `query ($m: ID) { quote(countryCode: "FR", shippingMethodId: $m) { ${TOTALS} } }`,
    { m: shop.shippingMethodId },
  )
  expect(quoted.data.quote).toEqual({
    subtotal: { amount: 5400 },
    shippingTotal: { amount: 0 },
    taxTotal: { amount: 900 },
    total: { amount: 5400 },
    shippingDiscounts: [{ label: 'Livraison offerte', amount: { amount: 490 } }],
  })
  const { data } = await buyer.request<{ placeOrder: { order: unknown } }>(
    `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order {
      ${TOTALS} lines { unitPrice { amount } total { amount } discounts { label amount { amount } } } } } }`,
    { input: orderInput(shop, { expectedTotal: quoted.data.quote.total.amount }) },
  )
  expect(data.placeOrder.order).toEqual({
    ...quoted.data.quote,
    lines: [
      {
        unitPrice: { amount: 1000 },
        total: { amount: 900 },
        discounts: [{ label: 'NOEL', amount: { amount: 100 } }],
      },
      {
        unitPrice: { amount: 2500 },
        total: { amount: 4500 },
        discounts: [{ label: 'NOEL', amount: { amount: 500 } }],
      },
    ],
  })
})

describe('the limits of a code', () => {
  test('the last use of a code by 50 buyers at once: one gets it, the others are told, and no stock is lost', async () => {
    const { discount } = await saveDiscount(api, manager, { maxUses: 1 })
    const buyers = await Promise.all(Array.from({ length: 50 }, () => buyerWithCode('NOEL')))
    const results = await Promise.all(buyers.map((buyer) => placeOrder(buyer, orderInput(shop))))
    const counts = Map.groupBy(results.map(codeOf), (code) => code)
    expect(counts.get('OK')).toHaveLength(1)
    expect(counts.get('DISCOUNT_CODE_USED_UP')).toHaveLength(49)
    expect(await usesOf(api, manager, discount?.id)).toEqual({ uses: 1, status: 'USED_UP' })
  }, 60_000)

  test('uses by one e-mail address at once, whatever its case: as many as allowed', async () => {
    await saveDiscount(api, manager, { maxUsesPerEmail: 2 })
    const buyers = await Promise.all(Array.from({ length: 8 }, () => buyerWithCode('NOEL')))
    const results = await Promise.all(
      buyers.map((buyer, index) =>
        placeOrder(
          buyer,
          orderInput(shop, { email: index % 2 ? 'Camille@buyers.test' : 'camille@buyers.test' }),
        ),
      ),
    )
    const codes = results.map(codeOf).sort()
    expect(codes).toEqual([...Array<string>(6).fill('DISCOUNT_CODE_ALREADY_USED'), 'OK', 'OK'])
    const other = await placeOrder(
      await buyerWithCode('NOEL'),
      orderInput(shop, { email: 'other@buyers.test' }),
    )
    expect(codeOf(other)).toBe('OK')
  }, 60_000)

  test('a cancelled order gives its use back once', async () => {
    const { discount } = await saveDiscount(api, manager, { maxUses: 1, maxUsesPerEmail: 1 })
    const { order } = await placeOrder(await buyerWithCode('NOEL'), orderInput(shop))
    expect((await cancel(order?.code)).data.cancelOrder.userErrors).toEqual([])
    expect((await cancel(order?.code)).data.cancelOrder.userErrors).toHaveLength(1)
    expect(await usesOf(api, manager, discount?.id)).toEqual({ uses: 0, status: 'ACTIVE' })
    api.app.catalogs.invalidateAll()
    expect(codeOf(await placeOrder(await buyerWithCode('NOEL'), orderInput(shop)))).toBe('OK')
  })

  test('an order repeated with its idempotency key uses a code once', async () => {
    const { discount } = await saveDiscount(api, manager, { maxUses: 1 })
    const buyer = await buyerWithCode('NOEL')
    const input = orderInput(shop)
    const replies = await Promise.all([placeOrder(buyer, input), placeOrder(buyer, input)])
    expect(new Set(replies.map(({ order }) => order?.id)).size).toBe(1)
    expect(await usesOf(api, manager, discount?.id)).toMatchObject({ uses: 1 })
  })

  test('a code that ended after it was entered refuses the order; one whose minimum is missed does not', async () => {
    const { discount } = await saveDiscount(api, manager, { minimumAmount: 2000 })
    const buyer = await buyerWithCode('NOEL')
    await executeInShop(
      api,
      shop,
      "update discount set ends_at = now() - interval '1 second' where id = $1",
      discount?.id,
    )
    expect((await placeOrder(buyer, orderInput(shop))).userErrors).toMatchObject([
      { code: 'DISCOUNT_CODE_EXPIRED', field: ['discountCode'] },
    ])
    await executeInShop(api, shop, 'update discount set ends_at = null where id = $1', discount?.id)
    expect(codeOf(await placeOrder(buyer, orderInput(shop)))).toBe('OK')
    expect(await usesOf(api, manager, discount?.id)).toMatchObject({ uses: 0 })
  })
})

describe('an automatic discount that this buyer has used up', () => {
  const quoteOf = async (buyer: Buyer) =>
    (
      await buyer.request<{ quote: { total: { amount: number } } }>(
        'query ($m: ID) { quote(countryCode: "FR", shippingMethodId: $m) { total { amount } } }',
        { m: shop.shippingMethodId },
      )
    ).data.quote.total.amount
  const changedBecause = (reason: RegExp) => [
    { code: 'PRICE_CHANGED', field: ['expectedTotal'], message: expect.stringMatching(reason) as string },
  ]
  const automatic = (input: Record<string, unknown> = {}) =>
    saveDiscount(api, manager, { code: null, name: 'Bienvenue', maxUsesPerEmail: 1, ...input })

  test('is told once as a changed price: the cart is shown without it, and the next try is an order', async () => {
    await automatic()
    expect(codeOf(await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop)))).toBe('OK')

    const again = await buyerWithCart(api, shop, [1])
    const shown = await quoteOf(again)
    expect(shown).toBe(1390)
    expect((await placeOrder(again, orderInput(shop, { expectedTotal: shown }))).userErrors).toMatchObject(
      changedBecause(/^La remise «\u00a0Bienvenue\u00a0» a déjà été utilisée avec cette adresse e-mail/),
    )
    const { data } = await again.request<{ cart: unknown }>(
      '{ cart { subtotal { amount } discounts { label } } }',
    )
    expect(data.cart).toEqual({ subtotal: { amount: 1000 }, discounts: [] })
    const full = await quoteOf(again)
    expect(full).toBe(1490)
    const { order } = await placeOrder(again, orderInput(shop, { expectedTotal: full }))
    expect(order?.total.amount).toBe(1490)

    const other = await buyerWithCart(api, shop, [1])
    const input = orderInput(shop, { email: 'other@buyers.test', expectedTotal: await quoteOf(other) })
    expect((await placeOrder(other, input)).order?.total.amount).toBe(1390)
  })

  test('is noted in the cart once, however often the order is refused', async () => {
    const { discount } = await automatic()
    await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
    const again = await buyerWithCart(api, shop, [1])
    for (let attempt = 0; attempt < 3; attempt++)
      expect((await placeOrder(again, orderInput(shop, { expectedTotal: 1 }))).userErrors).toMatchObject(
        changedBecause(attempt === 0 ? /Bienvenue/ : /^Le total a changé/),
      )
    const [key = ''] = await api.app.redis.keys(`cart:{${shop.id}:*`)
    expect(await api.app.redis.hget(key, 'withheld')).toBe(discount?.id)
  })

  test('leaves the second best one, and a code that the buyer entered', async () => {
    await automatic({ basisPoints: 5000 })
    await automatic({ name: 'Soldes', basisPoints: 2000, maxUsesPerEmail: null })
    await saveDiscount(api, manager, { code: 'NOEL' })
    await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
    const { order, userErrors } = await placeOrder(await buyerWithCode('NOEL'), orderInput(shop))
    expect(userErrors).toEqual([])
    expect(order?.total.amount).toBe(800 - 80 + 490)
  })

  test('is refused once too when other buyers have taken its last use, before the catalogue shows it', async () => {
    await automatic({ maxUses: 1, maxUsesPerEmail: null })
    const late = await buyerWithCart(api, shop, [1])
    const shown = await quoteOf(late)
    // Changes are read each second: the catalogue stays as it was until the order is refused.
    const outdated = await api.app.catalogs.of((await api.app.shops.find('key', shop.key))!)
    const reading = vi.spyOn(api.app.catalogs, 'of').mockResolvedValue(outdated)
    await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
    const refused = await placeOrder(late, orderInput(shop, { expectedTotal: shown }))
    reading.mockRestore()
    expect(codeOf(refused)).toBe('PRICE_CHANGED')
    expect(refused.userErrors).toMatchObject(changedBecause(/Bienvenue.+ vient d’être épuisée .+ sans elle/))
    const placed = await placeOrder(late, orderInput(shop, { expectedTotal: await quoteOf(late) }))
    expect(placed.order?.total.amount).toBe(1490)
  })
})

test('the limit of a discount is what the merchant last set, whatever its uses were then', async () => {
  const { discount } = await saveDiscount(api, manager, { maxUses: 2 })
  const place = async () => placeOrder(await buyerWithCode('NOEL'), orderInput(shop))
  const [first] = [await place(), await place()]
  await saveDiscount(api, manager, { id: discount?.id, maxUses: 1 })
  await cancel(first.order?.code)
  expect(await usesOf(api, manager, discount?.id)).toEqual({ uses: 1, status: 'USED_UP' })
  await saveDiscount(api, manager, { id: discount?.id, maxUses: 2 })
  const buyer = await buyerWithCart(api, shop, [1])
  // The catalog in memory follows a moment later.
  await expect.poll(() => applyCode(buyer, 'NOEL')).toEqual([])
  expect(codeOf(await placeOrder(buyer, orderInput(shop)))).toBe('OK')
  expect(await usesOf(api, manager, discount?.id)).toEqual({ uses: 2, status: 'USED_UP' })
})

test('a discount that is removed while it is ordered with fails no order unexpectedly', async () => {
  const { discount } = await saveDiscount(api, manager, { maxUses: 100 })
  const buyers = await Promise.all(Array.from({ length: 10 }, () => buyerWithCode('NOEL')))
  const removal = merchant(
    api,
    'mutation ($id: ID!) { removeDiscount(id: $id) { userErrors { code } } }',
    { id: discount?.id },
    manager,
  )
  const replies = await Promise.all(buyers.map((buyer) => placeOrder(buyer, orderInput(shop))))
  await removal
  const unexpected = replies.map(codeOf).filter((code) => code !== 'OK' && code !== 'DISCOUNT_CODE_UNKNOWN')
  expect(unexpected).toEqual([])
})
