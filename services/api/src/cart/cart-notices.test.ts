import 'reflect-metadata'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer, type Buyer } from '../../test/buyer.ts'
import { cartCommandsOf } from '../../test/count-redis-commands.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, executeInShop } from '../../test/sql.ts'

const NOTICE =
  'id code message preventsOrder productName previousUnitPrice { amount } unitPrice { amount } availableQuantity'
const CART = `totalQuantity subtotal { amount } notices { ${NOTICE} } lines { quantity variant { id } notices { ${NOTICE} } }`

interface Notice {
  id: string
  code: string
  message: string
  preventsOrder: boolean
  productName: string | null
  previousUnitPrice: { amount: number } | null
  unitPrice: { amount: number } | null
  availableQuantity: number | null
}
interface Cart {
  totalQuantity: number
  notices: Notice[]
  lines: { quantity: number; variant: { id: string }; notices: Notice[] }[]
}

const WAIT = { timeout: 20_000 }

let api: TestApi
let shop: TestShop
let buyer: Buyer
beforeAll(async () => {
  api = await startTestApi()
})
beforeEach(async () => {
  shop = await createShop(api, { variants: [{ price: 1000 }, { price: 2500 }] })
  buyer = newBuyer(api, shop, { 'accept-language': 'en' })
  await change(buyer, 'addToCart', 0, 3)
  await change(buyer, 'addToCart', 1, 1)
})
afterAll(() => api.stop())

const variantId = (index: number): string => shop.variants[index]!.id
async function change(as: Buyer, mutation: 'addToCart' | 'setCartLine', index: number, n: number) {
  const { data } = await as.request<{ answer: { cart: Cart } }>(
    `mutation ($id: ID!, $n: Int!) { answer: ${mutation}(variantId: $id, quantity: $n) { cart { ${CART} } } }`,
    { id: variantId(index), n },
  )
  return data.answer.cart
}
const cartOf = async (as: Buyer): Promise<Cart> =>
  (await as.request<{ cart: Cart }>(`{ cart { ${CART} } }`)).data.cart
const noticesOf = async (as: Buyer, index = 0): Promise<Notice[]> =>
  (await cartOf(as)).lines.find(({ variant }) => variant.id === variantId(index))?.notices ?? []
async function acknowledge(as: Buyer, noticeIds: string[]): Promise<Cart> {
  const { data } = await as.request<{ answer: { cart: Cart; userErrors: unknown[] } }>(
    `mutation ($ids: [ID!]!) { answer: acknowledgeCartNotices(noticeIds: $ids) { cart { ${CART} } userErrors { code } } }`,
    { ids: noticeIds },
  )
  expect(data.answer.userErrors).toEqual([])
  return data.answer.cart
}

async function catalogOf() {
  const cached = (await api.app.shops.find('id', shop.id))!
  return api.app.catalogs.of(cached)
}
async function setPrice(price: number): Promise<void> {
  await executeInShop(api, shop, 'update variant set price = $1 where id = $2', price, variantId(0))
  await vi.waitFor(
    async () => expect((await catalogOf()).variants.get(variantId(0))?.price.amount).toBe(price),
    WAIT,
  )
}
async function setStock(onHand: number): Promise<void> {
  await executeInShop(api, shop, 'update stock set on_hand = $1 where variant_id = $2', onHand, variantId(0))
  await vi.waitFor(
    async () => expect((await catalogOf()).variants.get(variantId(0))?.availableQuantity).toBe(onHand),
    WAIT,
  )
}
async function withdrawProduct(): Promise<void> {
  await executeAllInShop(api, shop, [
    ['delete from stock where variant_id = $1', variantId(0)],
    ['delete from variant where id = $1', variantId(0)],
  ])
  await vi.waitFor(async () => expect((await catalogOf()).variants.has(variantId(0))).toBe(false), WAIT)
}

describe('a changed price', () => {
  test('is told with both prices, in the language of the request', async () => {
    await setPrice(1250)
    const [notice] = await noticesOf(buyer)
    expect(notice).toMatchObject({
      code: 'PRICE_INCREASED',
      message: 'The price of “Product 1” has gone up from €10.00 to €12.50.',
      preventsOrder: false,
      previousUnitPrice: { amount: 1000 },
      unitPrice: { amount: 1250 },
    })
    const french = newBuyer(api, shop, { 'accept-language': 'fr', 'x-visitor-id': buyer.visitorId! })
    expect((await noticesOf(french))[0]?.message).toBe(
      'Le prix de «\u00a0Product 1\u00a0» a augmenté\u00a0: il passe de 10,00\u00a0€ à 12,50\u00a0€.',
    )
    expect(await noticesOf(buyer, 1)).toEqual([])
  })

  test('is told again by each query until it is acknowledged, with the same id', async () => {
    await setPrice(900)
    const first = await noticesOf(buyer)
    expect(first).toMatchObject([{ code: 'PRICE_DECREASED' }])
    expect(await noticesOf(buyer)).toEqual(first)
    const { lines } = await acknowledge(buyer, [first[0]!.id])
    expect(lines[0]?.notices).toEqual([])
    expect(await noticesOf(buyer)).toEqual([])
  })

  test('that changed again after it was shown is not acknowledged with it', async () => {
    await setPrice(1100)
    const [shown] = await noticesOf(buyer)
    await setPrice(1300)
    await acknowledge(buyer, [shown!.id])
    expect(await noticesOf(buyer)).toMatchObject([
      { previousUnitPrice: { amount: 1100 }, unitPrice: { amount: 1300 } },
    ])
  })

  test('is not told once it is the known one again, or once the line was changed', async () => {
    await setPrice(1100)
    await setPrice(1000)
    expect(await noticesOf(buyer)).toEqual([])
    await setPrice(1100)
    expect((await change(buyer, 'setCartLine', 0, 2)).lines[0]?.notices).toEqual([])
  })

  test('is unknown for a line that an earlier version stored', async () => {
    const [key = ''] = await api.app.redis.keys(`cart:{${shop.id}:*`)
    await api.app.redis.hset(key, variantId(0), '1:3')
    expect(await noticesOf(buyer)).toEqual([])
  })
})

describe('stock that does not cover the quantity', () => {
  test('is told with what is left, and stays until the quantity fits', async () => {
    await setStock(2)
    const [notice] = await noticesOf(buyer)
    expect(notice).toMatchObject({ code: 'NOT_ENOUGH_STOCK', preventsOrder: true, availableQuantity: 2 })
    expect(notice?.message).toBe('Only 2 left of “Product 1”. Reduce the quantity.')
    expect((await acknowledge(buyer, [notice!.id])).lines[0]?.notices).toHaveLength(1)
    expect((await change(buyer, 'setCartLine', 0, 2)).lines[0]?.notices).toEqual([])
  })

  test('is told as sold out when there is nothing left', async () => {
    await setStock(0)
    expect(await noticesOf(buyer)).toMatchObject([{ code: 'SOLD_OUT', availableQuantity: 0 }])
  })
})

describe('a product that is no longer sold', () => {
  test('is told with the name that it had, outside of the lines, until acknowledged', async () => {
    await withdrawProduct()
    const cart = await cartOf(buyer)
    expect(cart).toMatchObject({
      totalQuantity: 1,
      subtotal: { amount: 2500 },
      notices: [
        {
          code: 'PRODUCT_WITHDRAWN',
          productName: 'Product 1',
          message: '“Product 1” is no longer sold and was removed from your cart.',
        },
      ],
    })
    expect(cart.lines).toHaveLength(1)
    expect(await cartOf(buyer)).toEqual(cart)
    expect((await acknowledge(buyer, [cart.notices[0]!.id])).notices).toEqual([])
    expect(await cartOf(buyer)).toMatchObject({ totalQuantity: 1, subtotal: { amount: 2500 }, notices: [] })
  })

  test('is not removed by an id of a notice while it is sold', async () => {
    const { lines } = await acknowledge(buyer, [`${variantId(0)}.PRODUCT_WITHDRAWN`, 'version', 'nothing'])
    expect(lines.map(({ quantity }) => quantity)).toEqual([3, 1])
  })
})

test('a cart is read with one command also when something changed', async () => {
  const read = () => cartCommandsOf(shop, () => cartOf(buyer))
  expect(await read()).toHaveLength(1)
  await setStock(1)
  expect(await read()).toHaveLength(1)
  await setPrice(1100)
  expect(await noticesOf(buyer)).toHaveLength(2)
  await vi.waitFor(async () => expect(await read()).toHaveLength(1), WAIT)
})

test('the version of the cart stays when a notice is acknowledged, so that an order in progress still clears it', async () => {
  const [key = ''] = await api.app.redis.keys(`cart:{${shop.id}:*`)
  const version = await api.app.redis.hget(key, 'version')
  await setPrice(1100)
  await acknowledge(buyer, [(await noticesOf(buyer))[0]!.id])
  expect(await api.app.redis.hget(key, 'version')).toBe(version)
})

test('a visitor of another shop is refused', async () => {
  await setPrice(1100)
  const [notice] = await noticesOf(buyer)
  const other = await createShop(api)
  const stranger = newBuyer(api, other, { 'x-visitor-id': buyer.visitorId! })
  expect((await acknowledge(stranger, [notice!.id])).lines).toEqual([])
  expect(await noticesOf(buyer)).toEqual([notice])
})
