import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { blockedBy } from '../../test/blocked-by.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

interface Answer {
  answer: { userErrors: { code: string }[] }
}

/** Sends the mutation as the owner while the shop's variants are being deleted: they are locked already, their stock is not. */
async function whileVariantsAreDeleted(shop: TestShop, document: string, variables: Record<string, unknown>) {
  const headers = await headersOf(api, shop, 'OWNER')
  const { data, errors } = await blockedBy(
    shop,
    { first: ['select from variant order by id for update'], second: ['delete from variant'] },
    () => merchant<Answer>(api, document, variables, headers),
  )
  expect(errors).toBeUndefined()
  return data.answer.userErrors.map(({ code }) => code)
}

test('an adjustment of stock waits for the deletion of its variant, which never waits for it', async () => {
  const shop = await createShop(api)
  const codes = await whileVariantsAreDeleted(
    shop,
    'mutation ($input: AdjustStockInput!) { answer: adjustStock(input: $input) { userErrors { code } } }',
    { input: { variantId: shop.variants[0]?.id, delta: 1, reason: 'RECEIVED' } },
  )
  expect(codes).toEqual(['NOT_FOUND'])
})

test('so does the shipment of an order, which is shipped without stock to take', async () => {
  const shop = await createShop(api)
  const { order } = await placeOrder(await buyerWithCart(api, shop, [1, 1]), orderInput(shop))
  await executeInShop(api, shop, `update "order" set status = 'PAID', paid_at = now()`)
  const codes = await whileVariantsAreDeleted(
    shop,
    'mutation ($code: String!) { answer: markShipped(orderCode: $code) { userErrors { code } } }',
    { code: order?.code },
  )
  expect(codes).toEqual([])
  expect(await queryInShop(api, shop, 'select fulfillment from "order"')).toEqual([
    { fulfillment: 'SHIPPED' },
  ])
})

test('the deletion of products waits for an order that reserves their stock, which never waits for it', async () => {
  const shop = await createShop(api)
  await executeInShop(api, shop, "update product set status = 'ARCHIVED'")
  const ids = (await queryInShop<{ id: string }>(api, shop, 'select id from product order by id')).map(
    ({ id }) => id,
  )
  const headers = await headersOf(api, shop, 'OWNER')
  const lock = (position: number): [string, string | undefined] => [
    'select from stock where variant_id = $1 for update',
    shop.variants.map(({ id }) => id).toSorted()[position],
  ]
  const { data, errors } = await blockedBy(shop, { first: lock(0), second: lock(1) }, () =>
    merchant<Answer>(
      api,
      'mutation ($ids: [ID!]!) { answer: deleteProducts(ids: $ids) { userErrors { code } } }',
      // The other way round: their stock is locked in its own order all the same.
      { ids: ids.toReversed() },
      headers,
    ),
  )
  expect(errors).toBeUndefined()
  expect(data.answer.userErrors).toEqual([])
})
