import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { goodCard, payByTestCard } from '../../../../test/card.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'

let api: TestApi
let shop: TestShop

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api?.stop())

test.each([
  ['a final line end', '4242424242424242\n'],
  ['en dashes', '4242\u20134242\u20134242\u20134242'],
  ['figure spaces', '4242\u20074242\u20074242\u20074242'],
  ['thin spaces', '4242\u20094242\u20094242\u20094242'],
  ['direction marks', '\u200e4242 4242 4242 4242\u200f'],
])('accepts a pasted card number with %s', async (_separator, number) => {
  const order = await placeTestOrder(api, shop)
  const { userErrors } = await payByTestCard(api, order, { card: { ...goodCard, number } })
  expect(userErrors).toEqual([])
})

// Valid numbers in published ranges of Carte Bancaire alone, with zeros as account numbers.
test.each([
  ['en', '5075 8900 0000 0003', 'This card belongs only to the Carte Bancaire network'],
  ['fr', '5855 0100 0000 0004', 'Cette carte n’appartient qu’au réseau Carte Bancaire (CB)'],
])(
  'explains in %s that a card of Carte Bancaire alone cannot be accepted',
  async (language, number, start) => {
    const order = await placeTestOrder(api, shop)
    const card = { ...goodCard, number }
    const { userErrors } = await payByTestCard(api, order, { card }, { 'accept-language': language })
    expect(userErrors).toEqual([
      { code: 'NOT_A_CARD_NUMBER', field: ['card', 'number'], message: expect.stringContaining(start) },
    ])
  },
)
