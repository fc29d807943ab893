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

const idOf = (index: number, of = shop): string => of.variants[index]?.id ?? ''
const add = async (buyer: Buyer, id: string, n: unknown): Promise<Payload> =>
  (await buyer.ask<{ addToCart: Payload }>(ADD, { id, n })).data.addToCart
const set = async (buyer: Buyer, id: string, n: unknown): Promise<Payload> =>
  (await buyer.ask<{ setCartLine: Payload }>(SET, { id, n })).data.setCartLine
const cartOf = async (buyer: Buyer): Promise<Cart> =>
  (await buyer.ask<{ cart: Cart }>(`{ cart { ${CART} } }`)).data.cart

describe('a cart', () => {
  test('is empty at first, and keeps its id', async () => {
    const buyer = newBuyer(api, shop)
    const empty = await cartOf(buyer)
    expect(empty).toMatchObject({ lines: [], totalQuantity: 0, subtotal: { amount: 0, currency: 'EUR' } })
    const { cart } = await add(buyer, idOf(0), 1)
    expect(cart?.id).toBe(empty.id)
    expect(buyer.visitorId).not.toContain(empty.id)
  })

  test('adds up, in the order of adding', async () => {
    const buyer = newBuyer(api, shop)
    await add(buyer, idOf(1), 1)
    await add(buyer, idOf(0), 2)
    await add(buyer, idOf(1), 2)
    const cart = await cartOf(buyer)
    expect(cart.lines.map((line) => [line.variant.id, line.quantity])).toEqual([
      [idOf(1), 3],
      [idOf(0), 2],
    ])
    expect(cart).toMatchObject({ totalQuantity: 5, subtotal: { amount: 3 * 2500 + 2 * 1000 } })
  })

  test('loses nothing of adds at the same time', async () => {
    const buyer = newBuyer(api, shop)
    await cartOf(buyer)
    await Promise.all(Array.from({ length: 90 }, (_, n) => add(buyer, idOf(n % 3), 1)))
    const cart = await cartOf(buyer)
    expect(cart.lines.map(({ quantity }) => quantity)).toEqual([30, 30, 30])
  })

  test('sets, takes out and clears', async () => {
    const buyer = newBuyer(api, shop)
    await add(buyer, idOf(0), 1)
    await add(buyer, idOf(1), 1)
    expect((await set(buyer, idOf(0), 7)).cart?.totalQuantity).toBe(8)
    expect((await set(buyer, idOf(0), 0)).cart?.lines).toHaveLength(1)
    expect((await set(buyer, idOf(0), 0)).userErrors).toEqual([])
    const { data } = await buyer.ask<{ clearCart: Payload }>(
      `mutation { clearCart { cart { ${CART} } userErrors { code } } }`,
    )
    expect(data.clearCart).toMatchObject({ cart: { lines: [] }, userErrors: [] })
  })

  test('needs no SQL to be added to', async () => {
    const buyer = newBuyer(api, shop)
    await cartOf(buyer)
    const { statements } = await countStatements(() => add(buyer, idOf(0), 1))
    expect(statements).toEqual([])
  })
})

describe('what can’t be put in a cart', () => {
  test.each([0, -1, 1_000_000_000])('a quantity of %d', async (n) => {
    const { cart, userErrors } = await add(newBuyer(api, shop), idOf(0), n)
    expect(userErrors).toMatchObject([{ code: 'INVALID_QUANTITY', field: ['quantity'] }])
    expect(cart?.lines).toEqual([])
  })

  test.each([1.5, 3_000_000_000, 'two'])('a quantity that is no Int: %s', async (n) => {
    const { status, errors } = await newBuyer(api, shop).ask(ADD, { id: idOf(0), n })
    expect(status).toBe(400)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    expect(errors?.[0]?.message).not.toContain(String(n))
  })

  test('a line of less than nothing', async () => {
    expect((await set(newBuyer(api, shop), idOf(0), -1)).userErrors).toMatchObject([
      { code: 'INVALID_QUANTITY' },
    ])
  })

  test('a variant that nobody sells, or another shop', async () => {
    const other = await createShop(api)
    const buyer = newBuyer(api, shop)
    for (const id of ['nothing', '01890000-0000-7000-8000-000000000000', idOf(0, other)])
      expect((await add(buyer, id, 1)).userErrors).toMatchObject([
        { code: 'VARIANT_NOT_FOUND', field: ['variantId'] },
      ])
  })

  test.each(['version', 'next', 'total'])(
    'a line named as what the cart keeps beside them: %s',
    async (id) => {
      const buyer = newBuyer(api, shop)
      await add(buyer, idOf(0), 2)
      const { cart, userErrors } = await set(buyer, id, 0)
      expect(userErrors).toEqual([{ code: 'VARIANT_NOT_FOUND', field: ['variantId'] }])
      expect(cart?.totalQuantity).toBe(2)
    },
  )

  test('more than there is, and the cart stays as it was', async () => {
    const buyer = newBuyer(api, shop, { 'accept-language': 'en-GB,fr;q=0.5' })
    await add(buyer, idOf(0), 99)
    const { cart, userErrors } = await add(buyer, idOf(0), 2)
    expect(userErrors).toEqual([
      { code: 'OUT_OF_STOCK', field: ['quantity'], message: 'There is not enough stock left. Reduce the quantity.' },
    ])
    expect(cart?.totalQuantity).toBe(99)
  })

  test('more money than an amount can hold', async () => {
    const rich = await createShop(api, {
      variants: [
        { price: 2_000_000_000, stock: 10 },
        { price: 147_483_648, stock: 10 },
      ],
    })
    const buyer = newBuyer(api, rich)
    expect((await add(buyer, idOf(0, rich), 2)).userErrors).toMatchObject([{ code: 'CART_TOO_LARGE' }])
    expect((await add(buyer, idOf(0, rich), 1)).userErrors).toEqual([])
    const { cart, userErrors } = await add(buyer, idOf(1, rich), 1)
    expect(userErrors).toMatchObject([{ code: 'CART_TOO_LARGE' }])
    expect(cart?.subtotal.amount).toBe(2_000_000_000)
  })

  test('a line beyond the five hundredth', async () => {
    const wide = await createShop(api, { variants: Array.from({ length: 501 }, () => ({ price: 100 })) })
    const buyer = newBuyer(api, wide)
    await cartOf(buyer)
    for (let from = 0; from < 500; from += 50)
      await Promise.all(
        wide.variants.slice(from, Math.min(from + 50, 500)).map(({ id }) => add(buyer, id, 1)),
      )
    expect((await add(buyer, idOf(500, wide), 1)).userErrors).toMatchObject([{ code: 'CART_TOO_LARGE' }])
    expect((await add(buyer, idOf(3, wide), 1)).cart?.totalQuantity).toBe(501)
  })
})

describe('whose cart it is', () => {
  test('another visitor’s is another cart', async () => {
    const buyer = newBuyer(api, shop)
    await add(buyer, idOf(0), 1)
    expect((await cartOf(newBuyer(api, shop))).lines).toEqual([])
  })

  test('an id that is forged or another shop’s is a new visitor', async () => {
    const buyer = newBuyer(api, shop)
    await add(buyer, idOf(0), 1)
    const id = buyer.visitorId ?? ''
    const other = await createShop(api)
    for (const [place, header] of [
      [shop, `${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`],
      [shop, 'made-up'],
      [other, id],
    ] as const) {
      const reply = await newBuyer(api, place, { 'x-visitor-id': header }).ask<{ cart: Cart }>(
        '{ cart { lines { id } } }',
      )
      expect(reply.data.cart.lines).toEqual([])
      expect(reply.headers.get('x-visitor-id')).not.toBe(header)
    }
  })

  test('entering gives the id that the header has', async () => {
    const { data, headers } = await newBuyer(api, shop).ask<{
      enterShop: { visitor: { id: string; expiresAt: string } }
    }>('mutation { enterShop { visitor { id expiresAt } } }')
    expect(data.enterShop.visitor.id).toBe(headers.get('x-visitor-id'))
    expect(Date.parse(data.enterShop.visitor.expiresAt)).toBeGreaterThan(Date.now())
  })
})
