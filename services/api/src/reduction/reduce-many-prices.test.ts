import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api?.stop())

const REDUCE = `mutation ($input: ReducePricesInput!) { reducePrices(input: $input) { userErrors { code } } }`

test('a reduction of 60 prices takes as many statements as one of a single price', async () => {
  const shop = await createShop(api, { variants: Array.from({ length: 61 }, () => ({ price: 5000 })) })
  const headers = await headersOf(api, shop, 'MANAGER')
  const countFor = async (variants: typeof shop.variants) => {
    const input = { reductions: variants.map(({ id }) => ({ variantId: id, price: 4000 })) }
    const { result, statements } = await countStatements(() =>
      merchant<{ reducePrices: { userErrors: unknown[] } }>(api, REDUCE, { input }, headers),
    )
    expect(result.data.reducePrices.userErrors).toEqual([])
    // The API may read the changed catalog meanwhile.
    return statements.filter((text) => /\b(planned_reduction|for no key update)\b/.test(text)).length
  }
  expect(await countFor(shop.variants.slice(1))).toBe(await countFor(shop.variants.slice(0, 1)))
})
