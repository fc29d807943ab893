import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { buyerWithCart, cartQuantity, orderInput, placeOrder } from '../../test/checkout.ts'
import { countStatements } from '../../test/count-statements.ts'
import { headersOf } from '../../test/member.ts'
import { PRODUCT_FIELDS, productsOf, type TestProduct } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let products: ReturnType<typeof productsOf>

beforeAll(async () => {
  api = await startTestApi()
})
beforeEach(async () => {
  shop = await createShop(api)
  products = productsOf(api, await headersOf(api, shop, 'MANAGER'))
})
afterAll(() => api.stop())

interface Answer {
  products: TestProduct[] | null
  deletedIds: string[] | null
  product: TestProduct | null
  userErrors: { code: string; field: string[] | null }[]
}

const call = async (
  mutation: string,
  selection: string,
  declarations: string,
  variables: Record<string, unknown>,
) =>
  (
    await products.send<{ answer: Answer }>(
      `mutation (${declarations}) { answer: ${mutation} { ${selection} userErrors { code field } } }`,
      variables,
    )
  ).answer

const setStatus = (ids: string[], status: string, publishAt: string | null = null) =>
  call(
    'setProductStatus(ids: $ids, status: $status, publishAt: $at)',
    `products { ${PRODUCT_FIELDS} }`,
    '$ids: [ID!]!, $status: ProductStatus!, $at: DateTime',
    { ids, status, at: publishAt },
  )
const remove = (ids: string[]) => call('deleteProducts(ids: $ids)', 'deletedIds', '$ids: [ID!]!', { ids })
const duplicate = (id: string) =>
  call('duplicateProduct(id: $id)', `product { ${PRODUCT_FIELDS} }`, '$id: ID!', { id })
const changeVariants = (input: Record<string, unknown>[]) =>
  call('changeVariants(input: $input)', `products { ${PRODUCT_FIELDS} }`, '$input: [VariantChangeInput!]!', {
    input,
  })

const productIds = () => shop.variants.map(({ productId }) => productId)
const variantId = (index: number) => shop.variants[index]?.id
const errorsOf = ({ userErrors }: Answer) => userErrors.map(({ code, field }) => [code, field?.join('.')])
const auditOf = async (action: string) =>
  (
    await queryInShop<{ subject: string }>(
      api,
      shop,
      'select subject from audit_entry where action = $1 order by id',
      action,
    )
  ).map(({ subject }) => subject)

describe('publishing, unpublishing and archiving', () => {
  test('changes all that were selected, in as many statements as one', async () => {
    const statementsFor = async (ids: string[], status: string) => {
      const { statements, result } = await countStatements(() => setStatus(ids, status))
      expect(result.products?.map((product) => product.status)).toEqual(ids.map(() => status))
      return statements.length
    }
    const one = await statementsFor(productIds().slice(0, 1), 'ARCHIVED')
    expect(await statementsFor(productIds(), 'DRAFT')).toBe(one)
    expect(await auditOf('setProductStatus')).toEqual([
      'Product 1: PUBLISHED → ARCHIVED',
      'Product 1: ARCHIVED → DRAFT; Product 2: PUBLISHED → DRAFT; Product 3: PUBLISHED → DRAFT',
    ])
  })

  test('schedules, and forgets the time of what is not published', async () => {
    const at = '2099-01-01T08:00:00.000Z'
    const scheduled = await setStatus(productIds(), 'PUBLISHED', at)
    expect(scheduled.products?.map(({ publishAt, isVisible }) => [publishAt, isVisible])).toEqual(
      productIds().map(() => [at, false]),
    )
    const drafts = await setStatus(productIds(), 'DRAFT', at)
    expect(drafts.products?.map(({ publishAt }) => publishAt)).toEqual(productIds().map(() => null))
  })

  test('changes nothing if one of them does not exist', async () => {
    const [first = ''] = productIds()
    expect(errorsOf(await setStatus([first, 'none', crypto.randomUUID()], 'DRAFT'))).toEqual([
      ['NOT_FOUND', 'ids.1'],
      ['NOT_FOUND', 'ids.2'],
    ])
    expect((await products.read(first))?.status).toBe('PUBLISHED')
  })

  test('refuses more than 500 at once', async () => {
    expect(errorsOf(await setStatus(Array<string>(501).fill('none'), 'DRAFT'))).toEqual([
      ['TOO_MANY_ITEMS', 'ids'],
    ])
  })

  test('takes it out of carts', async () => {
    const buyer = await buyerWithCart(api, shop, [1, 2])
    await setStatus(productIds().slice(0, 1), 'ARCHIVED')
    await expect.poll(() => cartQuantity(buyer)).toBe(2)
    const { order } = await placeOrder(buyer, orderInput(shop))
    expect(order?.lines).toMatchObject([{ sku: 'SKU-2', quantity: 2 }])
  })
})

describe('deleting', () => {
  test('is for drafts and archived products, all or none; their orders keep their texts', async () => {
    const { order } = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
    expect(errorsOf(await remove(productIds()))).toEqual([
      ['PRODUCT_NOT_DELETABLE', 'ids.0'],
      ['PRODUCT_NOT_DELETABLE', 'ids.1'],
      ['PRODUCT_NOT_DELETABLE', 'ids.2'],
    ])
    const [first = '', second = ''] = productIds()
    await setStatus([first], 'ARCHIVED')
    await setStatus([second], 'DRAFT')
    expect(await remove([first, second])).toMatchObject({ deletedIds: [first, second], userErrors: [] })
    expect(await products.read(first)).toBeNull()
    expect(await queryInShop(api, shop, 'select sku, product_name from order_line')).toEqual([
      { sku: 'SKU-1', product_name: 'Product 1' },
    ])
    expect(order?.lines).toMatchObject([{ sku: 'SKU-1' }])
    expect(await auditOf('deleteProducts')).toEqual(['Product 1 (product-1); Product 2 (product-2)'])
  })
})

test('a duplicate is a draft with names of its own and nothing in stock', async () => {
  const [id = ''] = productIds()
  const answers = await Promise.all([duplicate(id), duplicate(id)])
  for (const { product } of answers)
    expect(product).toMatchObject({
      name: 'Product 1 (copie)',
      status: 'DRAFT',
      variants: [{ name: 'Standard', price: { amount: 1000 }, onHand: 0 }],
    })
  expect(answers.map(({ product }) => product?.slug).sort()).toEqual(['product-1-copie', 'product-1-copie-2'])
  expect(errorsOf(await duplicate(crypto.randomUUID()))).toEqual([['NOT_FOUND', 'id']])
})

describe('a sheet of variants', () => {
  test('changes prices, thresholds and counts, and leaves alone what is absent', async () => {
    const { products: changed } = await changeVariants([
      { variantId: variantId(0), price: 1100, recommendedPrice: 1500, onHand: 90, expectedOnHand: 100 },
      { variantId: variantId(1), lowStockThreshold: 5 },
      { variantId: variantId(2) },
    ])
    expect(changed?.flatMap(({ variants }) => variants)).toMatchObject([
      { price: { amount: 1100 }, recommendedPrice: { amount: 1500 }, onHand: 90, lowStockThreshold: null },
      { price: { amount: 2500 }, onHand: 100, lowStockThreshold: 5 },
      { price: { amount: 4999 }, onHand: 100 },
    ])
    expect(await queryInShop(api, shop, 'select reason, delta, on_hand_after from stock_movement')).toEqual([
      { reason: 'COUNTED', delta: -10, on_hand_after: 90 },
    ])
    expect(await auditOf('changeVariants')).toEqual([
      'SKU-1 price: 1000 → 1100, recommendedPrice: – → 1500, onHand: 100 → 90; SKU-2 lowStockThreshold: – → 5',
    ])
  })

  test('changes nothing if a row is wrong, and says what is wrong with each', async () => {
    await executeInShop(api, shop, 'update stock set reserved = 50')
    const answer = await changeVariants([
      { variantId: variantId(0), price: 1 },
      { variantId: variantId(1), price: -1, onHand: 49 },
      { variantId: variantId(2), onHand: 80, expectedOnHand: 99 },
      { variantId: 'none', price: 1 },
      { variantId: variantId(0), price: 2 },
    ])
    expect(errorsOf(answer)).toEqual([
      ['NUMBER_OUT_OF_RANGE', '1.price'],
      ['VARIANT_REPEATED', '4.variantId'],
      ['STOCK_BELOW_RESERVED', '1.onHand'],
      ['STOCK_CHANGED_MEANWHILE', '2.onHand'],
      ['NOT_FOUND', '3.variantId'],
    ])
    expect(await queryInShop(api, shop, 'select price from variant order by sku')).toEqual([
      { price: 1000 },
      { price: 2500 },
      { price: 4999 },
    ])
  })

  test('changes the status of products, once for each, and forgets when they were to be published', async () => {
    const later = '2099-01-01T00:00:00.000Z'
    await setStatus([productIds()[0]!], 'PUBLISHED', later)
    const before = await products.read(productIds()[0]!)
    const { products: changed } = await changeVariants([
      { variantId: variantId(0), status: 'DRAFT', price: 1300 },
      { variantId: variantId(1), status: 'PUBLISHED' },
    ])
    expect(changed).toMatchObject([
      { status: 'DRAFT', publishAt: null, variants: [{ price: { amount: 1300 } }] },
      { status: 'PUBLISHED' },
    ])
    const after = await products.read(productIds()[0]!)
    expect(after?.version).not.toBe(before?.version)
    expect((await auditOf('changeVariants')).at(-1)).toContain('PUBLISHED → DRAFT')
  })

  test('makes the version of the product that another editor has outdated', async () => {
    const before = await products.read(productIds()[0]!)
    await changeVariants([{ variantId: variantId(0), onHand: 7 }])
    expect((await products.read(before!.id))?.version).toBe(before?.version)
    await changeVariants([{ variantId: variantId(0), price: 7 }])
    expect((await products.read(before!.id))?.version).not.toBe(before?.version)
  })

  test('takes as many statements for many rows as for one', async () => {
    const statementsFor = async (count: number, price: number) =>
      (
        await countStatements(() =>
          changeVariants(
            shop.variants.slice(0, count).map(({ id }) => ({ variantId: id, price, onHand: price })),
          ),
        )
      ).statements.length
    expect(await statementsFor(3, 12)).toBe(await statementsFor(1, 11))
  })
})
