import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { graphql } from '../../test/api.ts'
import { productsOf, toInput } from '../../test/product.ts'
import { queryInShop } from '../../test/sql.ts'
import { createWithdrawalScenario } from '../../test/withdrawal.ts'

let api: TestApi
let scenario: Awaited<ReturnType<typeof createWithdrawalScenario>>
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createWithdrawalScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
}, 60_000)
afterAll(() => api?.stop())

const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)

/** Changes the exemption of the shop's product as a manager does, and returns the product as buyers see it. */
async function setExemption(withdrawalExemption: string | null) {
  const products = productsOf(api, scenario.headers)
  const [row] = await queryInShop<{ id: string; slug: string }>(
    api,
    scenario.shop,
    'select p.id, p.slug from product p join variant v on v.product_id = p.id where v.id = $1',
    scenario.shop.variants[0]?.id,
  )
  const product = await products.read(row?.id ?? '')
  if (!product) throw new Error('There is no product')
  const changed = await products.change({
    id: product.id,
    product: { ...toInput(product), withdrawalExemption },
  })
  expect(changed.userErrors).toEqual([])
  expect(changed.product?.withdrawalExemption).toBe(withdrawalExemption)
  return row?.slug
}

test('buyers see why a product is exempt, and cannot withdraw from it, also after the product is changed', async () => {
  const slug = await setExemption('MADE_TO_MEASURE')
  await expect
    .poll(async () => {
      const document = 'query ($slug: String!) { product(slug: $slug) { withdrawalExemption } }'
      const { data } = await graphql<Record<string, unknown>>(
        `${api.url}/graphql`,
        document,
        { slug },
        { 'x-shop-key': scenario.shop.key },
      )
      return data.product
    })
    .toEqual({ withdrawalExemption: 'MADE_TO_MEASURE' })
  const order = await placeTestOrder(api, scenario.shop, 2)
  await setExemption(null)
  const { withdrawal } = await scenario.rightOf(order)
  expect(withdrawal).toMatchObject({
    state: 'NOTHING_LEFT',
    lines: [{ exemption: 'MADE_TO_MEASURE', isConditional: false, remaining: 0 }],
  })
  expect(codesOf(await scenario.withdraw(order))).toEqual(['WITHDRAWAL_NOTHING_LEFT'])
})

test('an exemption that depends on what the buyer does leaves the right of withdrawal', async () => {
  await setExemption('SEALED_HYGIENE')
  const order = await placeTestOrder(api, scenario.shop)
  await setExemption(null)
  const { withdrawal } = await scenario.rightOf(order)
  expect(withdrawal).toMatchObject({
    state: 'AVAILABLE',
    lines: [{ exemption: 'SEALED_HYGIENE', isConditional: true, remaining: 1 }],
  })
  expect(codesOf(await scenario.withdraw(order))).toEqual([])
})

test('an order placed before the product was made exempt keeps the right', async () => {
  const order = await placeTestOrder(api, scenario.shop)
  await setExemption('PERISHABLE')
  expect((await scenario.rightOf(order)).withdrawal).toMatchObject({
    state: 'AVAILABLE',
    lines: [{ exemption: null, remaining: 1 }],
  })
  await setExemption(null)
})
