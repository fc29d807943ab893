import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { availableInCatalog, buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { headersOf } from '../../test/member.ts'
import { productsOf } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

interface Answer {
  adjustStock: {
    variant: { onHand: number; reserved: number; available: number } | null
    userErrors: { code: string; field: string[] | null }[]
  }
}

async function shopOfManager(stock: number, reserved = 0) {
  const shop = await createShop(api, { variants: [{ stock }] })
  const { send } = productsOf(api, await headersOf(api, shop, 'MANAGER'))
  if (reserved > 0) await executeInShop(api, shop, 'update stock set reserved = $1', reserved)
  const adjust = async (input: Record<string, unknown>) =>
    (
      await send<Answer>(
        `mutation ($input: AdjustStockInput!) {
          adjustStock(input: $input) { variant { onHand reserved available } userErrors { code field } } }`,
        { input: { variantId: shop.variants[0]?.id, reason: 'CORRECTION', ...input } },
      )
    ).adjustStock
  return { shop, adjust, send }
}

const stockOf = (shop: TestShop) => queryInShop(api, shop, 'select on_hand, reserved, available from stock')

describe('adjusting stock', () => {
  test('changes the count, keeps what is reserved, and is in the history with who, why and how much', async () => {
    const { shop, adjust, send } = await shopOfManager(10, 4)
    expect(await adjust({ delta: -3, reason: 'DAMAGED', note: ' Tombé du rayon ' })).toEqual({
      variant: { onHand: 7, reserved: 4, available: 3 },
      userErrors: [],
    })
    await adjust({ countedTo: 20, reason: 'RECEIVED' })
    const { stockHistory } = await send<{ stockHistory: { totalCount: number; nodes: object[] } }>(
      'query ($id: ID!) { stockHistory(variantId: $id) { totalCount nodes { reason delta onHandAfter note by { name } orderCode } } }',
      { id: shop.variants[0]?.id },
    )
    const by = { name: expect.stringMatching(/^Member /) as string }
    expect(stockHistory).toEqual({
      totalCount: 2,
      nodes: [
        { reason: 'RECEIVED', delta: 13, onHandAfter: 20, note: null, by, orderCode: null },
        { reason: 'DAMAGED', delta: -3, onHandAfter: 7, note: 'Tombé du rayon', by, orderCode: null },
      ],
    })
    expect(
      await queryInShop(
        api,
        shop,
        "select subject from audit_entry where action = 'adjustStock' order by at",
      ),
    ).toEqual([{ subject: 'SKU-1: 10 → 7 (DAMAGED)' }, { subject: 'SKU-1: 7 → 20 (RECEIVED)' }])
    await expect.poll(() => availableInCatalog(api, shop)).toBe(16)
  })

  test.each<[Record<string, unknown>, string, string]>([
    [{ delta: -7 }, 'STOCK_BELOW_RESERVED', 'delta'],
    [{ countedTo: 3 }, 'STOCK_BELOW_RESERVED', 'countedTo'],
    [{ countedTo: -1 }, 'NUMBER_OUT_OF_RANGE', 'countedTo'],
    [{ delta: 2_147_483_647 }, 'NUMBER_OUT_OF_RANGE', 'delta'],
    [{}, 'REQUIRED', 'countedTo'],
    [{ delta: 1, countedTo: 1 }, 'REQUIRED', 'countedTo'],
    [{ delta: 1, reason: 'SHIPPED' }, 'STOCK_REASON_OF_ORDERS', 'reason'],
    [{ delta: 1, variantId: 'none' }, 'NOT_FOUND', 'variantId'],
  ])('refuses %j', async (input, code, field) => {
    const { shop, adjust } = await shopOfManager(10, 4)
    expect(await adjust(input)).toEqual({ variant: null, userErrors: [{ code, field: [field] }] })
    expect(await stockOf(shop)).toEqual([{ on_hand: 10, reserved: 4, available: 6 }])
  })
})

test('counts while buyers order lose nothing, and nothing is sold twice', async () => {
  const { shop, adjust } = await shopOfManager(10)
  const buyers = await Promise.all(Array.from({ length: 12 }, () => buyerWithCart(api, shop, [1])))
  const [replies, edits] = await Promise.all([
    Promise.all(buyers.map((buyer) => placeOrder(buyer, orderInput(shop)))),
    Promise.all(Array.from({ length: 8 }, (_, index) => adjust({ delta: index % 2 ? 1 : -2 }))),
  ])
  const placed = replies.filter(({ order }) => order !== null).length
  const changed = edits.reduce(
    (sum, { userErrors }, index) => sum + (userErrors.length > 0 ? 0 : index % 2 ? 1 : -2),
    0,
  )
  expect(await stockOf(shop)).toEqual([
    { on_hand: 10 + changed, reserved: placed, available: 10 + changed - placed },
  ])
  expect(
    await queryInShop(api, shop, 'select coalesce(sum(delta), 0)::int as delta from stock_movement'),
  ).toEqual([{ delta: changed }])
})
