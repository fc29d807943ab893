import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer, type Buyer } from '../../test/buyer.ts'
import { buyerWithCart } from '../../test/checkout.ts'
import { saveDiscount } from '../../test/discount.ts'
import { headersOf } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let manager: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
})
beforeEach(async () => {
  shop = await createShop(api, { variants: [{ price: 1000 }, { price: 2500 }] })
  manager = await headersOf(api, shop, 'MANAGER')
})
afterAll(() => api.stop())

const FIELDS = `subtotal { amount } discounts { label amount { amount } } discountCode { code problem { code } }
  lines { total { amount } discounts { label amount { amount } } }`

interface Cart {
  subtotal: { amount: number }
  discounts: { label: string; amount: { amount: number } }[]
  discountCode: { code: string; problem: { code: string } | null } | null
  lines: { total: { amount: number }; discounts: unknown[] }[]
}
const readCart = async (buyer: Buyer, fields = FIELDS) =>
  (await buyer.request<{ cart: Cart }>(`{ cart { ${fields} } }`)).data.cart

async function enter(buyer: Buyer, code: string) {
  const { data } = await buyer.request<{
    applyDiscountCode: { cart: Cart; userErrors: { code: string; field: string[] }[] }
  }>(
    `mutation ($code: String!) { applyDiscountCode(code: $code) { cart { ${FIELDS} } userErrors { code field } } }`,
    { code },
  )
  return data.applyDiscountCode
}

test('a code takes its part off each line, and the subtotal is after it', async () => {
  await saveDiscount(api, manager)
  const buyer = await buyerWithCart(api, shop, [1, 2])
  const { cart, userErrors } = await enter(buyer, ' Noel ')
  expect(userErrors).toEqual([])
  expect(cart).toEqual({
    subtotal: { amount: 5400 },
    discounts: [{ label: 'NOEL', amount: { amount: 600 } }],
    discountCode: { code: 'NOEL', problem: null },
    lines: [
      { total: { amount: 900 }, discounts: [{ label: 'NOEL', amount: { amount: 100 } }] },
      { total: { amount: 4500 }, discounts: [{ label: 'NOEL', amount: { amount: 500 } }] },
    ],
  })
  expect(await readCart(buyer)).toEqual(cart)
  // Without asking for lines the total is the same.
  expect(await readCart(buyer, 'subtotal { amount }')).toEqual({ subtotal: { amount: 5400 } })
})

test('a code stays while lines change, until it is removed', async () => {
  await saveDiscount(api, manager)
  const buyer = await buyerWithCart(api, shop, [1])
  await enter(buyer, 'NOEL')
  const add = 'mutation ($id: ID!) { addToCart(variantId: $id) { cart { subtotal { amount } } } }'
  const { data } = await buyer.request<{ addToCart: { cart: Cart } }>(add, { id: shop.variants[1]?.id })
  expect(data.addToCart.cart.subtotal.amount).toBe(3150)
  await buyer.request('mutation { removeDiscountCode { userErrors { code } } }')
  expect(await readCart(buyer)).toMatchObject({
    subtotal: { amount: 3500 },
    discounts: [],
    discountCode: null,
  })
})

test('an empty cart stays readable after a code was entered and removed', async () => {
  await saveDiscount(api, manager)
  const buyer = newBuyer(api, shop)
  await enter(buyer, 'NOEL')
  await buyer.request('mutation { removeDiscountCode { userErrors { code } } }')
  expect(await readCart(buyer)).toEqual({
    subtotal: { amount: 0 },
    discounts: [],
    discountCode: null,
    lines: [],
  })
})

test('a code that cannot be used is refused, and one that may apply later is kept with the reason', async () => {
  await saveDiscount(api, manager, { code: 'OLD', endsAt: '2026-01-02T00:00:00Z' })
  await saveDiscount(api, manager, { code: 'BIG', minimumAmount: 3000 })
  const buyer = await buyerWithCart(api, shop, [1])
  expect((await enter(buyer, 'none')).userErrors).toEqual([
    { code: 'DISCOUNT_CODE_UNKNOWN', field: ['code'] },
  ])
  expect((await enter(buyer, 'old')).userErrors).toEqual([{ code: 'DISCOUNT_CODE_EXPIRED', field: ['code'] }])
  const { cart } = await enter(buyer, 'big')
  expect(cart).toMatchObject({
    subtotal: { amount: 1000 },
    discountCode: { code: 'BIG', problem: { code: 'DISCOUNT_CODE_MINIMUM_NOT_REACHED' } },
  })
  await buyer.request(
    'mutation ($id: ID!) { setCartLine(variantId: $id, quantity: 3) { userErrors { code } } }',
    {
      id: shop.variants[0]?.id,
    },
  )
  expect(await readCart(buyer)).toMatchObject({ subtotal: { amount: 2700 }, discountCode: { problem: null } })
})

test('an automatic discount is in the total of a cart of which nobody asked for the lines', async () => {
  const buyer = await buyerWithCart(api, shop, [2])
  await saveDiscount(api, manager, {
    code: null,
    name: 'Soldes',
    kind: 'AMOUNT',
    basisPoints: null,
    amount: 300,
  })
  await expect.poll(() => readCart(buyer, 'subtotal { amount }')).toEqual({ subtotal: { amount: 1700 } })
  expect((await readCart(buyer)).discounts).toEqual([{ label: 'Soldes', amount: { amount: 300 } }])
})
