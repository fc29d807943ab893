import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../test/count-statements.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer, type Buyer } from '../../test/buyer.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

const CART =
  'id totalQuantity subtotal { amount currency } lines { id quantity unitPrice { amount } total { amount } variant { id sku } }'
const ADD = `mutation ($id: ID!, $n: Int!) { addToCart(variantId: $id, quantity: $n) { cart { ${CART} } userErrors { code message field } } }`
const SET = `mutation ($id: ID!, $n: Int!) { setCartLine(variantId: $id, quantity: $n) { cart { ${CART} } userErrors { code field } } }`

interface Cart {
  id: string
  totalQuantity: number
  subtotal: { amount: number; currency: string }
  lines: { id: string; quantity: number; total: { amount: number }; variant: { id: string; sku: string } }[]
}
interface Payload {
  cart: Cart | null
  userErrors: { code: string; message: string; field: string[] | null }[]
}

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

const variantId = (index: number, inShop = shop): string => inShop.variants[index]?.id ?? ''
const addToCart = async (buyer: Buyer, id: string, n: unknown): Promise<Payload> =>
  (await buyer.request<{ addToCart: Payload }>(ADD, { id, n })).data.addToCart
const setCartLine = async (buyer: Buyer, id: string, n: unknown): Promise<Payload> =>
  (await buyer.request<{ setCartLine: Payload }>(SET, { id, n })).data.setCartLine
const cartOf = async (buyer: Buyer): Promise<Cart> =>
  (await buyer.request<{ cart: Cart }>(`{ cart { ${CART} } }`)).data.cart

describe('the cart', () => {
  test('starts empty and keeps its id when an item is added', async () => {
    const buyer = newBuyer(api, shop)
    const empty = await cartOf(buyer)
    expect(empty).toMatchObject({ lines: [], totalQuantity: 0, subtotal: { amount: 0, currency: 'EUR' } })
    const { cart } = await addToCart(buyer, variantId(0), 1)
    expect(cart?.id).toBe(empty.id)
    expect(buyer.visitorId).not.toContain(empty.id)
  })

  test('sums its lines and lists them in the order they were added', async () => {
    const buyer = newBuyer(api, shop)
    await addToCart(buyer, variantId(1), 1)
    await addToCart(buyer, variantId(0), 2)
    await addToCart(buyer, variantId(1), 2)
    const cart = await cartOf(buyer)
    expect(cart.lines.map((line) => [line.variant.id, line.quantity])).toEqual([
      [variantId(1), 3],
      [variantId(0), 2],
    ])
    expect(cart).toMatchObject({ totalQuantity: 5, subtotal: { amount: 3 * 2500 + 2 * 1000 } })
  })

  test('loses no item when many are added at the same time', async () => {
    const buyer = newBuyer(api, shop)
    await cartOf(buyer)
    await Promise.all(Array.from({ length: 90 }, (_, n) => addToCart(buyer, variantId(n % 3), 1)))
    const cart = await cartOf(buyer)
    expect(cart.lines.map(({ quantity }) => quantity)).toEqual([30, 30, 30])
  })

  test('sets a quantity, removes a line at quantity 0, and clears all lines', async () => {
    const buyer = newBuyer(api, shop)
    await addToCart(buyer, variantId(0), 1)
    await addToCart(buyer, variantId(1), 1)
    expect((await setCartLine(buyer, variantId(0), 7)).cart?.totalQuantity).toBe(8)
    expect((await setCartLine(buyer, variantId(0), 0)).cart?.lines).toHaveLength(1)
    expect((await setCartLine(buyer, variantId(0), 0)).userErrors).toEqual([])
    const { data } = await buyer.request<{ clearCart: Payload }>(
      `mutation { clearCart { cart { ${CART} } userErrors { code } } }`,
    )
    expect(data.clearCart).toMatchObject({ cart: { lines: [] }, userErrors: [] })
  })

  test('adds an item without any SQL statement', async () => {
    const buyer = newBuyer(api, shop)
    await cartOf(buyer)
    const { statements } = await countStatements(() => addToCart(buyer, variantId(0), 1))
    expect(statements).toEqual([])
  })
})

describe('changing the cart', () => {
  test.each([0, -1, 1_000_000_000])('rejects a quantity of %d with INVALID_QUANTITY', async (n) => {
    const { cart, userErrors } = await addToCart(newBuyer(api, shop), variantId(0), n)
    expect(userErrors).toMatchObject([{ code: 'INVALID_QUANTITY', field: ['quantity'] }])
    expect(cart?.lines).toEqual([])
  })

  test.each([1.5, 3_000_000_000, 'two'])(
    'rejects a quantity that is not an Int without echoing it: %s',
    async (n) => {
      const { status, errors } = await newBuyer(api, shop).request(ADD, { id: variantId(0), n })
      expect(status).toBe(400)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
      expect(errors?.[0]?.message).not.toContain(String(n))
    },
  )

  test('rejects a negative line quantity', async () => {
    expect((await setCartLine(newBuyer(api, shop), variantId(0), -1)).userErrors).toMatchObject([
      { code: 'INVALID_QUANTITY' },
    ])
  })

  test('rejects an unknown variant and a variant of another shop', async () => {
    const other = await createShop(api)
    const buyer = newBuyer(api, shop)
    for (const id of ['nothing', '01890000-0000-7000-8000-000000000000', variantId(0, other)])
      expect((await addToCart(buyer, id, 1)).userErrors).toMatchObject([
        { code: 'VARIANT_NOT_FOUND', field: ['variantId'] },
      ])
  })

  test.each(['version', 'next', 'total'])(
    'rejects a variant id that equals an internal field of the stored cart: %s',
    async (id) => {
      const buyer = newBuyer(api, shop)
      await addToCart(buyer, variantId(0), 2)
      const { cart, userErrors } = await setCartLine(buyer, id, 0)
      expect(userErrors).toEqual([{ code: 'VARIANT_NOT_FOUND', field: ['variantId'] }])
      expect(cart?.totalQuantity).toBe(2)
    },
  )

  test('rejects more than the stock and leaves the cart unchanged', async () => {
    const buyer = newBuyer(api, shop, { 'accept-language': 'en-GB,fr;q=0.5' })
    await addToCart(buyer, variantId(0), 99)
    const { cart, userErrors } = await addToCart(buyer, variantId(0), 2)
    expect(userErrors).toEqual([
      {
        code: 'OUT_OF_STOCK',
        field: ['quantity'],
        message: 'There is not enough stock left. Reduce the quantity.',
      },
    ])
    expect(cart?.totalQuantity).toBe(99)
  })

  test('rejects a subtotal above the largest amount', async () => {
    const expensive = await createShop(api, {
      variants: [
        { price: 2_000_000_000, stock: 10 },
        { price: 147_483_648, stock: 10 },
      ],
    })
    const buyer = newBuyer(api, expensive)
    expect((await addToCart(buyer, variantId(0, expensive), 2)).userErrors).toMatchObject([
      { code: 'CART_TOO_LARGE' },
    ])
    expect((await addToCart(buyer, variantId(0, expensive), 1)).userErrors).toEqual([])
    const { cart, userErrors } = await addToCart(buyer, variantId(1, expensive), 1)
    expect(userErrors).toMatchObject([{ code: 'CART_TOO_LARGE' }])
    expect(cart?.subtotal.amount).toBe(2_000_000_000)
  })

  test('rejects a new line in a cart of 500 lines', async () => {
    const largeShop = await createShop(api, { variants: Array.from({ length: 501 }, () => ({ price: 100 })) })
    const buyer = newBuyer(api, largeShop)
    await cartOf(buyer)
    for (let from = 0; from < 500; from += 50)
      await Promise.all(
        largeShop.variants.slice(from, Math.min(from + 50, 500)).map(({ id }) => addToCart(buyer, id, 1)),
      )
    expect((await addToCart(buyer, variantId(500, largeShop), 1)).userErrors).toMatchObject([
      { code: 'CART_TOO_LARGE' },
    ])
    expect((await addToCart(buyer, variantId(3, largeShop), 1)).cart?.totalQuantity).toBe(501)
  })
})

describe('the visitor of a cart', () => {
  test('does not see the cart of another visitor', async () => {
    const buyer = newBuyer(api, shop)
    await addToCart(buyer, variantId(0), 1)
    expect((await cartOf(newBuyer(api, shop))).lines).toEqual([])
  })

  test('is replaced by a new one when the id is forged or belongs to another shop', async () => {
    const buyer = newBuyer(api, shop)
    await addToCart(buyer, variantId(0), 1)
    const id = buyer.visitorId ?? ''
    const other = await createShop(api)
    for (const [at, header] of [
      [shop, `${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`],
      [shop, 'not-an-id'],
      [other, id],
    ] as const) {
      const reply = await newBuyer(api, at, { 'x-visitor-id': header }).request<{ cart: Cart }>(
        '{ cart { lines { id } } }',
      )
      expect(reply.data.cart.lines).toEqual([])
      expect(reply.headers.get('x-visitor-id')).not.toBe(header)
    }
  })

  test('gets the same id from enterShop as in the x-visitor-id header', async () => {
    const { data, headers } = await newBuyer(api, shop).request<{
      enterShop: { visitor: { id: string; expiresAt: string } }
    }>('mutation { enterShop { visitor { id expiresAt } } }')
    expect(data.enterShop.visitor.id).toBe(headers.get('x-visitor-id'))
    expect(Date.parse(data.enterShop.visitor.expiresAt)).toBeGreaterThan(Date.now())
  })
})
