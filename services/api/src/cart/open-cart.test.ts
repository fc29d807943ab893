import 'reflect-metadata'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer, type Buyer } from '../../test/buyer.ts'
import { buyerWithCart, PLACE_ORDER, orderInput } from '../../test/checkout.ts'
import { saveDiscount } from '../../test/discount.ts'
import { headersOf } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import { openCartLink, sealCartLink } from './cart-link.ts'

interface Cart {
  id: string
  totalQuantity: number
  subtotal: { amount: number }
  discountCode: { code: string } | null
  lines: { quantity: number; variant: { id: string }; notices: { code: string }[] }[]
}
interface Payload {
  cart: Cart
  userErrors: { code: string; field: string[] | null; message: string }[]
}
const CART =
  'id totalQuantity subtotal { amount } discountCode { code } lines { quantity variant { id } notices { code } }'

let api: TestApi
let shop: TestShop
let phone: Buyer
beforeAll(async () => {
  api = await startTestApi()
})
beforeEach(async () => {
  shop = await createShop(api)
  phone = await buyerWithCart(api, shop, [2, 1])
})
afterAll(() => api.stop())

async function createLink(buyer: Buyer) {
  const { data } = await buyer.request<{
    createCartLink: { link: { token: string; expiresAt: string } | null; userErrors: { code: string }[] }
  }>('mutation { createCartLink { link { token expiresAt } userErrors { code } } }')
  return data.createCartLink
}
const tokenOf = async (buyer: Buyer): Promise<string> => (await createLink(buyer)).link?.token ?? ''
async function open(buyer: Buyer, token: string, mode?: string): Promise<Payload> {
  const { data } = await buyer.request<{ openCart: Payload }>(
    `mutation ($token: String!, $mode: OpenCartMode! = MERGE) {
      openCart(token: $token, mode: $mode) { cart { ${CART} } userErrors { code field message } } }`,
    { token, ...(mode && { mode }) },
  )
  return data.openCart
}
const cartOf = async (buyer: Buyer): Promise<Cart> =>
  (await buyer.request<{ cart: Cart }>(`{ cart { ${CART} } }`)).data.cart
const quantitiesOf = ({ lines }: Cart) =>
  lines.map(({ variant, quantity }) => [shop.variants.findIndex(({ id }) => id === variant.id), quantity])

describe('a link to a cart', () => {
  test('copies the lines into the cart of another visitor, who stays another one', async () => {
    const laptop = newBuyer(api, shop)
    const { link } = await createLink(phone)
    const { cart, userErrors } = await open(laptop, link!.token)
    expect(userErrors).toEqual([])
    expect(quantitiesOf(cart)).toEqual([
      [0, 2],
      [1, 1],
    ])
    expect(cart).toMatchObject({ totalQuantity: 3, subtotal: { amount: 2 * 1000 + 2500 } })
    expect(await cartOf(laptop)).toEqual(cart)
    expect(laptop.visitorId).not.toBe(phone.visitorId)
    expect(cart.id).not.toBe((await cartOf(phone)).id)
    expect(Buffer.from(link!.token, 'base64url').toString('latin1')).not.toContain(
      phone.visitorId!.slice(0, 22),
    )
    expect((await cartOf(phone)).totalQuantity).toBe(3)
  })

  test('leads to the cart as it is when it is opened', async () => {
    const token = await tokenOf(phone)
    await phone.request('mutation ($id: ID!) { setCartLine(variantId: $id, quantity: 5) { cart { id } } }', {
      id: shop.variants[0]!.id,
    })
    expect((await open(newBuyer(api, shop), token)).cart.totalQuantity).toBe(6)
  })

  test('merges with the lines that are there: the larger quantity stays, and opening it again adds nothing', async () => {
    const laptop = await buyerWithCart(api, shop, [1, 4, 1])
    const token = await tokenOf(phone)
    const { cart } = await open(laptop, token)
    expect(quantitiesOf(cart)).toEqual([
      [0, 2],
      [1, 4],
      [2, 1],
    ])
    expect(cart.subtotal.amount).toBe(2 * 1000 + 4 * 2500 + 4999)
    expect((await open(laptop, token)).cart).toEqual(cart)
  })

  test('replaces the lines that are there when asked to', async () => {
    const laptop = await buyerWithCart(api, shop, [9, 0, 1].slice(0, 1))
    const { cart } = await open(laptop, await tokenOf(phone), 'REPLACE')
    expect(quantitiesOf(cart)).toEqual([
      [0, 2],
      [1, 1],
    ])
    expect(cart).toMatchObject({ totalQuantity: 3, subtotal: { amount: 4500 } })
  })

  test('changes nothing for the visitor who created it', async () => {
    const before = await cartOf(phone)
    expect((await open(phone, await tokenOf(phone), 'REPLACE')).cart).toEqual(before)
  })

  test('carries neither a discount code nor what its buyer has used up', async () => {
    await saveDiscount(api, await headersOf(api, shop, 'MANAGER'))
    await vi.waitFor(
      async () => {
        await phone.request('mutation { applyDiscountCode(code: "NOEL") { cart { id } } }')
        expect((await cartOf(phone)).discountCode).toEqual({ code: 'NOEL' })
      },
      { timeout: 20_000 },
    )
    const [key = ''] = await api.app.redis.keys(`cart:{${shop.id}:*`)
    await api.app.redis.hset(key, 'withheld', 'some-discount')
    const laptop = newBuyer(api, shop)
    expect((await open(laptop, await tokenOf(phone))).cart.discountCode).toBeNull()
    const keys = await api.app.redis.keys(`cart:{${shop.id}:*`)
    const copied = await Promise.all(keys.filter((other) => other !== key).map((k) => api.app.redis.hkeys(k)))
    expect(copied.flat()).not.toContain('withheld')
  })

  test('passes on what the buyer has not read yet, and tells what the stock no longer covers', async () => {
    const [variant] = shop.variants
    await executeInShop(api, shop, 'update variant set price = 1100 where id = $1', variant!.id)
    await executeInShop(api, shop, 'update stock set on_hand = 1 where variant_id = $1', variant!.id)
    await vi.waitFor(
      async () =>
        expect((await cartOf(phone)).lines[0]?.notices.map(({ code }) => code)).toEqual([
          'PRICE_INCREASED',
          'NOT_ENOUGH_STOCK',
        ]),
      { timeout: 20_000 },
    )
    const { cart } = await open(newBuyer(api, shop), await tokenOf(phone))
    expect(cart.lines[0]).toMatchObject({
      quantity: 2,
      notices: [{ code: 'PRICE_INCREASED' }, { code: 'NOT_ENOUGH_STOCK' }],
    })
  })
})

describe('is refused', () => {
  test('a link for an empty cart, and to one that was ordered meanwhile', async () => {
    expect((await createLink(newBuyer(api, shop))).userErrors).toEqual([{ code: 'CART_EMPTY' }])
    const token = await tokenOf(phone)
    await phone.request(PLACE_ORDER, { input: orderInput(shop) })
    const laptop = await buyerWithCart(api, shop, [1], { 'accept-language': 'en' })
    const { cart, userErrors } = await open(laptop, token, 'REPLACE')
    expect(userErrors).toMatchObject([{ code: 'CART_EMPTY', field: ['token'] }])
    expect(userErrors[0]?.message).toBe(
      'The cart that this link leads to is empty. It was ordered or cleared meanwhile.',
    )
    expect(cart.totalQuantity).toBe(1)
  })

  test('a link that was altered, and what is none', async () => {
    const token = await tokenOf(phone)
    const altered = `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`
    for (const text of ['', 'none', altered, token.slice(0, -4), 'A'.repeat(5000)])
      expect((await open(newBuyer(api, shop), text)).userErrors).toMatchObject([
        { code: 'CART_LINK_NOT_VALID', field: ['token'] },
      ])
  })

  test('a link of another shop', async () => {
    const other = newBuyer(api, await createShop(api))
    expect((await open(other, await tokenOf(phone))).userErrors).toMatchObject([
      { code: 'CART_LINK_NOT_VALID' },
    ])
  })

  test('a link after seven days', async () => {
    const { link } = await createLink(phone)
    const { visitorKeys } = api.app.env
    const expiresAt = Date.parse(link!.expiresAt)
    expect(expiresAt - Date.now()).toBeLessThanOrEqual(7 * 86_400_000)
    const at = (ms: number) => openCartLink(visitorKeys, shop.id, link!.token, new Date(ms))
    expect(at(expiresAt - 1)).toBe(phone.visitorId!.slice(0, 22))
    expect(at(expiresAt)).toBeNull()
  })

  test('a cart that would become too large, which stays as it is', async () => {
    const variants = Array.from({ length: 2 }, () => ({ price: 1_500_000_000, stock: 5 }))
    const expensive = await createShop(api, { variants })
    const [first, second] = await Promise.all(
      expensive.variants.map(async ({ id }) => {
        const buyer = newBuyer(api, expensive)
        await buyer.request('mutation ($id: ID!) { addToCart(variantId: $id) { cart { id } } }', { id })
        return buyer
      }),
    )
    const { cart, userErrors } = await open(second!, await tokenOf(first!))
    expect(userErrors).toMatchObject([{ code: 'CART_TOO_LARGE' }])
    expect(cart.lines.map(({ variant }) => variant.id)).toEqual([expensive.variants[1]?.id])
  })
})

test('the same link is sealed differently each time', () => {
  const link = { visitor: 'A'.repeat(22), expiresAt: new Date() }
  const seal = () => sealCartLink(api.app.env.visitorKeys, shop.id, link)
  expect(seal()).not.toBe(seal())
})
