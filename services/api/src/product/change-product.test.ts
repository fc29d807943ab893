import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { headersOf } from '../../test/member.ts'
import { productsOf, toInput, type TestProduct } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let products: ReturnType<typeof productsOf>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  products = productsOf(api, await headersOf(api, shop, 'MANAGER'))
})
afterAll(() => api.stop())

async function newProduct(input: Record<string, unknown> = {}): Promise<TestProduct> {
  const { product, userErrors } = await products.create({
    name: 'Lampe',
    variants: [{ price: 1000, onHand: 5 }],
    ...input,
  })
  if (!product) throw new Error(JSON.stringify(userErrors))
  return product
}

let skus = 0
const sizes = (...values: string[]) => ({
  optionNames: ['Taille'],
  variants: values.map((value) => ({
    optionValues: [value],
    price: 1000,
    sku: `S${++skus}`,
  })),
})

const codesOf = ({ userErrors }: { userErrors: { code: string; field: string[] | null }[] }) =>
  userErrors.map(({ code, field }) => [code, field?.join('.')])

describe('a changed product', () => {
  test('is stored as it was sent, its old slugs lead to it, and the audit log says what changed', async () => {
    const before = await newProduct({ slug: 'lampe-a-changer' })
    const input = { ...toInput(before), name: 'Lampadaire', slug: 'lampadaire', status: 'PUBLISHED' }
    input.variants[0]!.price = 1250
    const { product } = await products.change({ id: before.id, version: before.version, product: input })
    expect(product).toMatchObject({
      name: 'Lampadaire',
      slug: 'lampadaire',
      previousSlugs: ['lampe-a-changer'],
      status: 'PUBLISHED',
      isVisible: true,
      variants: [{ id: before.variants[0]?.id, price: { amount: 1250 }, onHand: 5 }],
    })
    const sku = before.variants[0]?.sku
    expect(
      await queryInShop(api, shop, "select subject from audit_entry where action = 'changeProduct'"),
    ).toEqual([
      {
        subject: `Lampe: name: Lampe → Lampadaire; status: DRAFT → PUBLISHED; slug: lampe-a-changer → lampadaire; ${sku} price: 1000 → 1250`,
      },
    ])
  })

  test('may take its old slug back', async () => {
    const before = await newProduct({ slug: 'premier' })
    const changed = await products.change({ id: before.id, product: { ...toInput(before), slug: 'second' } })
    expect(changed.product?.previousSlugs).toEqual(['premier'])
    const { product } = await products.change({ id: before.id, product: toInput(before) })
    expect(product).toMatchObject({ slug: 'premier', previousSlugs: ['second'] })
  })

  test('adds, reorders, renames and deletes variants; those that stay keep their stock', async () => {
    const before = await newProduct(sizes('S', 'M', 'L'))
    const [small, medium, large] = toInput(before).variants
    const { product } = await products.change({
      id: before.id,
      product: {
        ...toInput(before),
        variants: [
          large,
          { ...small, optionValues: ['XS'] },
          { optionValues: ['XL'], price: 1100, onHand: 7 },
        ],
      },
    })
    expect(product?.variants.map(({ id, name, onHand }) => [id, name, onHand])).toEqual([
      [large?.id, 'L', 0],
      [small?.id, 'XS', 0],
      [expect.any(String), 'XL', 7],
    ])
    expect(await queryInShop(api, shop, 'select from stock where variant_id = $1', medium?.id)).toEqual([])
  })

  test('lets variants exchange their SKUs, and take that of a deleted one', async () => {
    const before = await newProduct(sizes('S', 'M', 'L'))
    const [small, medium, large] = toInput(before).variants
    const { product, userErrors } = await products.change({
      id: before.id,
      product: {
        ...toInput(before),
        variants: [
          { ...small, sku: medium?.sku },
          { ...medium, sku: small?.sku },
          { optionValues: ['XL'], price: 1, sku: large?.sku },
        ],
      },
    })
    expect(userErrors).toEqual([])
    expect(product?.variants.map(({ sku }) => sku)).toEqual([medium?.sku, small?.sku, large?.sku])
  })

  test('refuses a SKU that another variant keeps', async () => {
    const before = await newProduct(sizes('S', 'M'))
    const [small, medium] = toInput(before).variants
    const answer = await products.change({
      id: before.id,
      product: {
        ...toInput(before),
        variants: [
          { ...small, sku: null },
          { ...medium, sku: small?.sku },
        ],
      },
    })
    expect(codesOf(answer)).toEqual([['SKU_TAKEN', 'product.variants.1.sku']])
  })

  test('refuses variants of another product, and products that do not exist', async () => {
    const before = await newProduct()
    const input = toInput(before)
    input.variants[0]!.id = shop.variants[0]!.id
    expect(codesOf(await products.change({ id: before.id, product: input }))).toEqual([
      ['NOT_FOUND', 'product.variants.0.id'],
    ])
    for (const id of ['none', crypto.randomUUID()])
      expect(codesOf(await products.change({ id, product: toInput(before) }))).toEqual([['NOT_FOUND', 'id']])
  })
})

describe('of two editors', () => {
  test('the second is refused, and is shown what is stored', async () => {
    const before = await newProduct()
    const { id, version } = before
    const edit = (name: string) => products.change({ id, version, product: { ...toInput(before), name } })
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map(edit))
    const stored = await products.read(id)
    const refused = answers.filter(({ userErrors }) => userErrors.length > 0)
    expect(refused).toHaveLength(3)
    for (const answer of refused) {
      expect(codesOf(answer)).toEqual([['PRODUCT_CHANGED_MEANWHILE', 'version']])
      expect(answer.product).toEqual(stored)
    }
    expect(stored?.version).not.toBe(version)
  })

  test('the second is told so before anything else that is wrong, such as a variant that the first one deleted', async () => {
    const before = await newProduct(sizes('S', 'M'))
    const { id, version } = before
    const input = toInput(before)
    await products.change({ id, version, product: { ...input, variants: input.variants.slice(0, 1) } })
    const answer = await products.change({ id, version, product: { ...input, name: ' ' } })
    expect(codesOf(answer)).toEqual([['PRODUCT_CHANGED_MEANWHILE', 'version']])
    expect(answer.product?.variants).toHaveLength(1)
  })

  test('one who changes nothing is not refused, and changes no version', async () => {
    const before = await newProduct()
    const { id } = before
    await products.change({ id, product: { ...toInput(before), name: 'Other' } })
    const stored = await products.read(id)
    const answer = await products.change({ id, version: before.version, product: toInput(stored!) })
    expect(answer).toEqual({ product: stored, userErrors: [] })
  })
})

test('a description of as many characters as are allowed is stored, however its line breaks were sent', async () => {
  const before = await newProduct()
  const change = (descriptionHtml: string) =>
    products.change({ id: before.id, product: { ...toInput(before), descriptionHtml } })
  const lines = `${'a'.repeat(49)}\r\n`.repeat(999)
  const { product, userErrors } = await change(`<p>${lines}${'a'.repeat(43)}</p>`)
  expect(userErrors).toEqual([])
  expect(product?.descriptionHtml).toHaveLength(50_000)
  expect(codesOf(await change(`<p>${lines}${'a'.repeat(44)}</p>`))).toEqual([
    ['TEXT_TOO_LONG', 'product.descriptionHtml'],
  ])
  // Characters that nobody sees are not stored, and not counted.
  const soft = await change(`<p>${'b'.repeat(49_993)}${'\u00ad'.repeat(100)}</p>`)
  expect(soft.product?.descriptionHtml).toHaveLength(50_000)
})

test('a product of 100 variants takes as many statements as one of a single variant', async () => {
  const statementsFor = async (count: number) => {
    const before = await newProduct(sizes(...Array.from({ length: count }, (_, index) => `Size ${index}`)))
    const input = { ...toInput(before), name: 'Changed', slug: `${before.slug}-changed` }
    for (const variant of input.variants) variant.price = 2000
    const { result, statements } = await countStatements(() =>
      products.change({ id: before.id, product: input }),
    )
    expect(result.product?.variants.every(({ price }) => price.amount === 2000)).toBe(true)
    return statements.length
  }
  const one = await statementsFor(1)
  expect(await statementsFor(100)).toBe(one)
  expect(one).toBeLessThanOrEqual(12)
})
