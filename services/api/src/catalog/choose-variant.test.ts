import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf } from '../../test/member.ts'
import { productsOf } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

interface Choice {
  variant: { sku: string } | null
  optionAvailability: {
    name: string
    values: { value: string; selected: boolean; exists: boolean; inStock: boolean }[]
  }[]
}

let api: TestApi
let shop: TestShop
const ask = (slug: string, chosen: Record<string, string> = {}) =>
  newBuyer(api, shop).request<{ product: Choice | null }>(
    `query ($slug: String!, $chosen: [ChosenOptionInput!]!) { product(slug: $slug) {
       variant(options: $chosen) { sku }
       optionAvailability(chosen: $chosen) { name values { value selected exists inStock } } } }`,
    { slug, chosen: Object.entries(chosen).map(([name, value]) => ({ name, value })) },
  )
const choose = async (slug: string, chosen?: Record<string, string>) =>
  (await ask(slug, chosen)).data.product ?? expect.fail('no such product')

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [] })
  const { create } = productsOf(api, await headersOf(api, shop, 'MANAGER'))
  const variant = (onHand: number, ...optionValues: string[]) => ({
    ...{ sku: optionValues.join('-') || 'BOL', onHand, optionValues },
    ...{ price: 1000, taxCategory: 'STANDARD' },
  })
  const products = [
    {
      ...{ name: 'Pull', optionNames: ['Taille', 'Couleur'] },
      variants: [variant(1, 'M', 'Bleu'), variant(0, 'L', 'Bleu'), variant(1, 'L', 'Écru')],
    },
    { name: 'Bol', optionNames: [], variants: [variant(1)] },
  ]
  for (const product of products) {
    const { userErrors } = await create({ ...product, status: 'PUBLISHED' })
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
  }
  await vi.waitUntil(async () => (await ask('bol')).data.product !== null, { timeout: 10_000 })
}, 60_000)
afterAll(() => api.stop(), 60_000)

test.each([
  [{ Taille: 'L', Couleur: 'Écru' }, 'L-Écru'],
  [{ couleur: 'ecru', TAILLE: 'l' }, 'L-Écru'],
  [{ Taille: 'M', Couleur: 'Écru' }, undefined],
  [{ Taille: 'M' }, undefined],
  [{}, undefined],
  [{ Taille: 'M', Couleur: 'Bleu', Matière: 'Laine' }, undefined],
])('the variant with %j is %s', async (chosen, sku) =>
  expect((await choose('pull', chosen)).variant?.sku).toBe(sku),
)

test('the only variant of a product without options is the one without values', async () =>
  expect(await choose('bol')).toEqual({ variant: { sku: 'BOL' }, optionAvailability: [] }))

const described = ({ optionAvailability }: Choice) =>
  optionAvailability.map(
    ({ name, values }) =>
      `${name}: ${values
        .map(({ value, selected, exists, inStock }) =>
          [value, selected && 'selected', exists && 'exists', inStock && 'in stock']
            .filter(Boolean)
            .join(' '),
        )
        .join(', ')}`,
  )

test.each([
  [
    {},
    ['Taille: M exists in stock, L exists in stock', 'Couleur: Bleu exists in stock, Écru exists in stock'],
  ],
  [
    { couleur: 'bleu' },
    ['Taille: M exists in stock, L exists', 'Couleur: Bleu selected exists in stock, Écru exists in stock'],
  ],
  [
    { Taille: 'M', Matière: 'Laine' },
    ['Taille: M selected exists in stock, L exists in stock', 'Couleur: Bleu exists in stock, Écru'],
  ],
  [{ Taille: 'XL' }, ['Taille: M exists in stock, L exists in stock', 'Couleur: Bleu, Écru']],
])('with %j chosen, the values that are left are %j', async (chosen, expected) =>
  expect(described(await choose('pull', chosen))).toEqual(expected),
)

test('more than twenty chosen options are refused, and in nested lists all of them', async () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`Option ${index}`, 'x']))
  const { status, errors } = await ask('pull', many)
  expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
  const inLists = '{ collections { products { nodes { optionAvailability { name values { exists } } } } } }'
  const refused = await newBuyer(api, shop).request(inLists)
  expect(refused.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX')
})
