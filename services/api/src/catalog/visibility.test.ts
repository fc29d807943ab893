import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer, type Buyer } from '../../test/buyer.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const HIDDEN = [
  ['a draft', "status = 'DRAFT'"],
  ['an archived product', "status = 'ARCHIVED'"],
  ['a product that is scheduled', "publish_at = now() + interval '1 day'"],
  ['a draft whose time has come', "status = 'DRAFT', publish_at = now() - interval '1 day'"],
] as const

/** Every field of the storefront API that can show a product. */
const EVERYTHING = `{
  products { totalCount nodes { slug } }
  bySearch: products(search: "product") { totalCount nodes { slug } }
  byCollection: products(collectionSlug: "all") { totalCount nodes { slug } }
  collections { products { totalCount nodes { slug } } }
  product(slug: "product-2") { slug }
  byPreviousSlug: product(slug: "earlier-2") { slug }
  cart { totalQuantity lines { variant { sku product { slug } } } }
  quote(countryCode: "FR") { subtotal { amount } }
}`

const all = async (buyer: Buyer) => {
  const { data, errors } = await buyer.request<Record<string, unknown>>(EVERYTHING)
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

/** A shop with two products in a collection, and a buyer who has both in the cart. */
async function shopAndBuyer(): Promise<{ shop: TestShop; buyer: Buyer }> {
  const shop = await createShop(api, { variants: [{ price: 1000 }, { price: 2000 }] })
  await executeAllInShop(api, shop, [
    [
      `with c as (insert into collection (id, shop_id, slug, name, position) values (gen_random_uuid(), $1, 'all', 'All', 0) returning id, shop_id)
       insert into collection_product (shop_id, collection_id, product_id, position) select c.shop_id, c.id, p.id, 0 from c, product p`,
      shop.id,
    ],
    [
      `insert into product_slug (shop_id, slug, product_id) values ($1, 'earlier-2', $2)`,
      shop.id,
      shop.variants[1]?.productId,
    ],
  ])
  return { shop, buyer: await buyerWithCart(api, shop, [1, 1]) }
}

const change = (shop: TestShop, columns: string) =>
  executeInShop(api, shop, `update product set ${columns} where slug = 'product-2'`)

const NONE_OF_IT = {
  products: { totalCount: 1, nodes: [{ slug: 'product-1' }] },
  bySearch: { totalCount: 1, nodes: [{ slug: 'product-1' }] },
  byCollection: { totalCount: 1, nodes: [{ slug: 'product-1' }] },
  collections: [{ products: { totalCount: 1, nodes: [{ slug: 'product-1' }] } }],
  product: null,
  byPreviousSlug: null,
  cart: { totalQuantity: 1, lines: [{ variant: { sku: 'SKU-1', product: { slug: 'product-1' } } }] },
  quote: { subtotal: { amount: 1000 } },
}

describe.each(HIDDEN)('%s', (_kind, columns) => {
  test('is in no field of the storefront API, and is ordered by nobody', async () => {
    const { shop, buyer } = await shopAndBuyer()
    const before = await all(buyer)
    expect(before).toMatchObject({
      products: { totalCount: 2 },
      product: { slug: 'product-2' },
      byPreviousSlug: { slug: 'product-2' },
      cart: { totalQuantity: 2 },
      quote: { subtotal: { amount: 3000 } },
    })
    await change(shop, columns)
    await expect.poll(() => all(buyer)).toEqual(NONE_OF_IT)
    for (const mutation of ['addToCart(variantId: $id)', 'setCartLine(variantId: $id, quantity: 2)']) {
      const { data } = await newBuyer(api, shop).request<Record<string, unknown>>(
        `mutation ($id: ID!) { answer: ${mutation} { userErrors { code } } }`,
        { id: shop.variants[1]?.id },
      )
      expect(data).toEqual({ answer: { userErrors: [{ code: 'VARIANT_NOT_FOUND' }] } })
    }
    const { order } = await placeOrder(buyer, orderInput(shop))
    expect(order?.lines).toMatchObject([{ sku: 'SKU-1' }])
  })

  test('is not ordered while a replica still shows it', async () => {
    const { shop, buyer } = await shopAndBuyer()
    await all(buyer)
    await api.owner.query('alter table product disable trigger user')
    try {
      await change(shop, columns)
    } finally {
      await api.owner.query('alter table product enable trigger user')
    }
    const { order, userErrors } = await placeOrder(buyer, orderInput(shop))
    expect([order, userErrors.map(({ code }) => code)]).toEqual([null, ['VARIANT_NOT_FOUND']])
    expect(await queryInShop(api, shop, 'select sum(reserved)::int as reserved from stock')).toEqual([
      { reserved: 0 },
    ])
  })

  test('is shown again once it is published', async () => {
    const { shop, buyer } = await shopAndBuyer()
    await change(shop, columns)
    await expect.poll(() => all(buyer)).toEqual(NONE_OF_IT)
    await change(shop, "status = 'PUBLISHED', publish_at = now()")
    await expect
      .poll(() => all(buyer))
      .toMatchObject({ products: { totalCount: 2 }, cart: { totalQuantity: 2 } })
  })
})

test('a scheduled product appears by itself at its time, and only it is read', async () => {
  const { shop, buyer } = await shopAndBuyer()
  await change(shop, "publish_at = now() + interval '2 seconds'")
  await expect.poll(() => all(buyer)).toEqual(NONE_OF_IT)
  await expect
    .poll(() => all(buyer), { timeout: 10_000 })
    .toMatchObject({ products: { totalCount: 2 }, product: { slug: 'product-2' } })
})

test('an old slug leads to the product that has it now, unless another product took it', async () => {
  const { shop, buyer } = await shopAndBuyer()
  expect(await all(buyer)).toMatchObject({ byPreviousSlug: { slug: 'product-2' } })
  await executeInShop(api, shop, "update product set slug = 'earlier-2' where slug = 'product-1'")
  await expect.poll(() => all(buyer)).toMatchObject({ byPreviousSlug: { slug: 'earlier-2' } })
  await executeInShop(api, shop, 'delete from product_slug')
  await executeInShop(api, shop, "update product set slug = 'product-1' where slug = 'earlier-2'")
  await expect.poll(() => all(buyer)).toMatchObject({ byPreviousSlug: null })
})

test('options list the values of the variants in their order, with prices, texts and seo', async () => {
  const shop = await createShop(api, { variants: [{ price: 1000 }] })
  const { id } = { id: shop.variants[0]?.productId }
  await executeAllInShop(api, shop, [
    [
      `update product set option_names = '{Taille,Couleur}', seo_title = 'T', seo_description = 'D', description_html = '<p>Fait main</p>' where id = $1`,
      id,
    ],
    [`update variant set option_values = '{M,Écru}', recommended_price = 1200`],
    [
      `insert into variant (id, shop_id, product_id, sku, name, price, position, option_values)
       select gen_random_uuid(), $1, $2, sku, '', 1000, position, values
       from (values ('B', 2, '{S,Noir}'::text[]), ('A', 1, '{S,Écru}'::text[])) v (sku, position, values)`,
      shop.id,
      id,
    ],
  ])
  const { data } = await newBuyer(api, shop).request(
    '{ product(slug: "product-1") { descriptionHtml seoTitle seoDescription options { name values } variants { optionValues recommendedPrice { amount } } } }',
  )
  expect(data).toEqual({
    product: {
      descriptionHtml: '<p>Fait main</p>',
      seoTitle: 'T',
      seoDescription: 'D',
      options: [
        { name: 'Taille', values: ['M', 'S'] },
        { name: 'Couleur', values: ['Écru', 'Noir'] },
      ],
      variants: [
        { optionValues: ['M', 'Écru'], recommendedPrice: { amount: 1200 } },
        { optionValues: ['S', 'Écru'], recommendedPrice: null },
        { optionValues: ['S', 'Noir'], recommendedPrice: null },
      ],
    },
  })
})
