import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

test.each([
  ['a card number', '42424242-4242-4242-9242-424242424242'],
  ['other characters', 'a\tb'],
  ['too many characters', '0199aaaa-bbbb-7ccc-8ddd-eeeeffff00000'],
])('an x-request-id with %s is replaced', async (_what, value) => {
  const { headers } = await graphql(
    `${api.url}/graphql`,
    '{ shop { slug } }',
    {},
    { 'x-shop-key': shop.key, 'x-request-id': value },
  )
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(headers.get('x-request-id')).not.toBe(value)
})
