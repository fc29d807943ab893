import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import { productsOf } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let products: ReturnType<typeof productsOf>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  products = productsOf(api, await headersOf(api, shop, 'MANAGER'))
})
afterAll(() => api.stop())

const errorsOf = async (input: Record<string, unknown>): Promise<[string, string | undefined][]> =>
  (await products.create(input)).userErrors.map(({ code, field }) => [code, field?.join('.')])

describe('a new product', () => {
  test('needs a name and a price: slug, SKU and the rest are made', async () => {
    const { product, userErrors } = await products.create({
      name: ' Théière « Brume » ',
      variants: [{ price: 4200, onHand: 3 }],
    })
    expect(userErrors).toEqual([])
    expect(product).toMatchObject({
      slug: 'theiere-brume',
      name: 'Théière « Brume »',
      status: 'DRAFT',
      isVisible: false,
      descriptionHtml: '',
      optionNames: [],
      variants: [
        {
          sku: 'THEIERE-BRUME',
          name: 'Standard',
          price: { amount: 4200, currency: 'EUR' },
          taxCategory: 'STANDARD',
          onHand: 3,
          reserved: 0,
          available: 3,
        },
      ],
    })
    expect(await products.read(product!.id)).toEqual(product)
    expect(
      await queryInShop(api, shop, 'select reason, delta, on_hand_after, note from stock_movement'),
    ).toEqual([{ reason: 'COUNTED', delta: 3, on_hand_after: 3, note: null }])
    expect(
      await queryInShop(api, shop, "select subject from audit_entry where action = 'createProduct'"),
    ).toEqual([{ subject: 'Théière « Brume » (theiere-brume)' }])
  })

  test('keeps everything that was typed, and names variants by their options', async () => {
    const { product } = await products.create({
      name: 'Pull marin',
      slug: 'Pull  Marin !',
      status: 'PUBLISHED',
      publishAt: '2099-01-01T08:00:00.000Z',
      seoTitle: 'Pull marin en laine',
      seoDescription: 'Tricoté en Bretagne.',
      optionNames: ['Taille', 'Couleur'],
      variants: [
        { optionValues: ['S', 'Écru'], price: 9000, recommendedPrice: 9900, weightGrams: 450 },
        {
          optionValues: ['M', 'Écru'],
          price: 9000,
          sku: '4006381333931',
          taxCategory: 'ART',
          lowStockThreshold: 2,
        },
      ],
    })
    expect(product).toMatchObject({
      slug: 'pull-marin',
      status: 'PUBLISHED',
      publishAt: '2099-01-01T08:00:00.000Z',
      isVisible: false,
      seoTitle: 'Pull marin en laine',
      seoDescription: 'Tricoté en Bretagne.',
      variants: [
        { name: 'S / Écru', sku: 'PULL-MARIN-S-ECRU', recommendedPrice: { amount: 9900 }, weightGrams: 450 },
        { name: 'M / Écru', sku: '4006381333931', taxCategory: 'ART', lowStockThreshold: 2 },
      ],
    })
  })

  test('gets a slug and SKUs of its own when others have the obvious ones', async () => {
    const create = () => products.create({ name: 'Bougie', variants: [{ price: 900 }] })
    const all = await Promise.all([create(), create(), create(), create()])
    const slugs = all.map(({ product }) => product?.slug)
    expect(new Set(slugs).size).toBe(4)
    expect(slugs).toContain('bougie')
    expect(new Set(all.map(({ product }) => product?.variants[0]?.sku)).size).toBe(4)
  })

  test('that has no letter of a web address in its name still gets one', async () => {
    const { product } = await products.create({ name: '茶壺', variants: [{ price: 900 }] })
    expect(product).toMatchObject({ slug: 'product', variants: [{ sku: 'PRODUCT' }] })
  })

  test('takes the slug that led to another product before', async () => {
    const [first] = shop.variants
    await executeInShop(
      api,
      shop,
      "insert into product_slug (shop_id, slug, product_id) values ($1, 'ancien', $2)",
      shop.id,
      first?.productId,
    )
    const { product } = await products.create({ name: 'Neuf', slug: 'ancien', variants: [{ price: 1 }] })
    expect(product?.slug).toBe('ancien')
    expect((await products.read(first!.productId))?.previousSlugs).toEqual([])
  })
})

describe('everything that is wrong is reported at once', () => {
  test('at its field', async () => {
    expect(
      await errorsOf({
        name: ' ',
        slug: '!!!',
        descriptionHtml: '<p>4242 4242 <b>4242</b> 4242</p>',
        seoTitle: 'a'.repeat(256),
        optionNames: ['Size', 'size', ''],
        variants: [
          { optionValues: ['S', 'M'], price: -1 },
          { optionValues: ['S', 'M', 'L'], price: 1, recommendedPrice: 2_000_000_000, onHand: -1 },
          { optionValues: ['s', 'm', 'l'], price: 1, weightGrams: -5, lowStockThreshold: -1 },
          { optionValues: ['S', '', 'L'], price: 1, id: shop.variants[0]?.id, sku: 'SKU-1' },
        ],
      }),
    ).toEqual([
      ['REQUIRED', 'optionNames.2'],
      ['OPTION_NAME_REPEATED', 'optionNames.1'],
      ['REQUIRED', 'name'],
      ['SLUG_INVALID', 'slug'],
      ['CARD_NUMBER_NOT_ALLOWED', 'descriptionHtml'],
      ['TEXT_TOO_LONG', 'seoTitle'],
      ['OPTION_VALUES_MISMATCH', 'variants.0.optionValues'],
      ['NUMBER_OUT_OF_RANGE', 'variants.0.price'],
      ['NUMBER_OUT_OF_RANGE', 'variants.1.recommendedPrice'],
      ['NUMBER_OUT_OF_RANGE', 'variants.1.onHand'],
      ['NUMBER_OUT_OF_RANGE', 'variants.2.weightGrams'],
      ['NUMBER_OUT_OF_RANGE', 'variants.2.lowStockThreshold'],
      ['REQUIRED', 'variants.3.optionValues.1'],
      ['VARIANT_REPEATED', 'variants.2.optionValues'],
      ['NOT_FOUND', 'variants.3.id'],
      ['SKU_TAKEN', 'variants.3.sku'],
    ])
  })

  const variant = { price: 100 }
  test.each<[string, Record<string, unknown>, [string, string][]]>([
    ['no variant', { variants: [] }, [['REQUIRED', 'variants']]],
    ['251 variants', { variants: Array(251).fill(variant) }, [['TOO_MANY_VARIANTS', 'variants']]],
    ['four options', { optionNames: ['a', 'b', 'c', 'd'] }, [['TOO_MANY_OPTIONS', 'optionNames']]],
    [
      'variants without names',
      { variants: [{ ...variant, name: 'One' }, variant] },
      [['REQUIRED', 'variants.1.name']],
    ],
    ['a slug of another product', { slug: 'product-1' }, [['SLUG_TAKEN', 'slug']]],
    [
      'a SKU twice',
      {
        variants: [
          { ...variant, name: 'One', sku: 'TWICE' },
          { ...variant, name: 'Two', sku: 'TWICE' },
        ],
      },
      [['SKU_TAKEN', 'variants.1.sku']],
    ],
    ['a name of 256 characters', { name: 'a'.repeat(256) }, [['TEXT_TOO_LONG', 'name']]],
    [
      'a description that is too long',
      { descriptionHtml: `<p>${'a'.repeat(50_000)}</p>` },
      [['TEXT_TOO_LONG', 'descriptionHtml']],
    ],
    [
      'a card number as SKU',
      { variants: [{ ...variant, sku: '4242424242424242' }] },
      [['CARD_NUMBER_NOT_ALLOWED', 'variants.0.sku']],
    ],
  ])('%s', async (_case, input, expected) => {
    expect(await errorsOf({ name: 'Refused', variants: [variant], ...input })).toEqual(expected)
  })

  test('and nothing is stored', async () => {
    expect(await queryInShop(api, shop, "select from product where name = 'Refused'")).toEqual([])
  })
})

test('a description keeps its structure and links, and loses everything that acts', async () => {
  const { product } = await products.create({
    name: 'Description',
    descriptionHtml: `<h1>Title</h1><p onclick="steal()" style="color:red">Fish &amp; <b>chips</b><br>today</p>
      <ul><li>One</li><li><a href="javascript:alert(1)">Two</a></li><li><a href="https://a.example" target="_blank">Three</a></li></ul>
      <script>alert(1)</script><iframe src="https://evil.example"></iframe><img src=x onerror=alert(1)><svg><script>x</script></svg>`,
    variants: [{ price: 100 }],
  })
  expect(product?.descriptionHtml.replaceAll(/\n\s*/g, '')).toBe(
    '<h2>Title</h2><p>Fish &amp; <strong>chips</strong><br />today</p>' +
      '<ul><li>One</li><li><a>Two</a></li><li><a href="https://a.example">Three</a></li></ul>',
  )
  expect(await queryInShop(api, shop, 'select description from product where id = $1', product?.id)).toEqual([
    { description: 'Title\nFish & chips\ntoday\nOne\nTwo\nThree' },
  ])
})
