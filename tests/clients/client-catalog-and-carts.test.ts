import { accepted, createClient, memoryVisitor, type CartFields } from '@triclic/storefront-client'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { inShop } from '../../services/api/seed/in-shop.ts'
import { startEnvironment } from '../contract/environment.ts'

const environment = await startEnvironment(['api'])
const { run, product } = environment
const [shop] = run.shops as [RunShop]
const owner = new Client({ connectionString: product.databaseOwnerUrl })
let shopId = ''
beforeAll(async () => {
  await owner.connect()
  const { rows } = await owner.query<{ id: string }>('select id from shop where slug = $1', [shop.slug])
  shopId = rows[0]?.id ?? ''
})
afterAll(async () => {
  await owner.end()
  await environment.stop()
})

const openDevice = () =>
  createClient({ url: run.api, shopKey: shop.key, language: 'en', visitor: memoryVisitor() })
const contents = (cart: CartFields | null | undefined) =>
  cart?.lines.map(({ variant, quantity }) => ({ id: variant.id, quantity }))

async function firstVariantId(): Promise<string> {
  const { nodes } = await openDevice().products({ filters: { availability: 'IN_STOCK' } })
  const variant = nodes[0]?.variants.find(({ availableQuantity }) => availableQuantity > 0)
  return variant?.id ?? ''
}

test('suggests products for the first letters of one', async () => {
  const { nodes } = await openDevice().products({ first: 1 })
  const [product] = nodes
  const { products, queries } = await openDevice().suggestions({
    query: product?.name.slice(0, 4) ?? '',
    first: 10,
  })
  expect(products.map(({ slug }) => slug)).toContain(product?.slug)
  expect(queries.length).toBeGreaterThan(0)
})

test('shows a collection with those in it, and pages through its products in both directions', async () => {
  const client = openDevice()
  const [outer, inner] = await client.collections()
  await inShop(owner, shopId, () =>
    owner.query('update collection set parent_id = $2 where shop_id = $1 and id = $3', [
      shopId,
      outer?.id,
      inner?.id,
    ]),
  )
  const slug = outer?.slug ?? ''
  await expect
    .poll(async () => (await client.collection({ slug }))?.children.map((child) => child.slug))
    .toEqual([inner?.slug])
  expect((await client.collections({ topLevelOnly: true })).map((each) => each.slug)).not.toContain(
    inner?.slug,
  )
  expect((await client.collection({ slug: inner?.slug ?? '' }))?.breadcrumbs).toEqual([
    { slug, name: outer?.name },
  ])
  const within = { collectionSlug: slug, includeDescendants: true }
  const first = await client.products({ ...within, first: 1 })
  expect((await client.collection({ slug, first: 1 }))?.products).toEqual(first)
  const second = await client.products({ ...within, first: 1, after: first.pageInfo.endCursor ?? '' })
  expect(second.pageInfo.hasPreviousPage).toBe(true)
  const back = await client.products({ ...within, last: 1, before: second.pageInfo.startCursor ?? '' })
  expect(back.nodes).toEqual(first.nodes)
})

test('tells what changed in the cart until the buyer has read it', async () => {
  const client = openDevice()
  const variantId = await firstVariantId()
  accepted(await client.addToCart({ variantId }))
  await inShop(owner, shopId, () =>
    owner.query('update variant set price = price + 100 where shop_id = $1', [shopId]),
  )
  const notices = async () => (await client.cart())?.lines.flatMap((line) => line.notices) ?? []
  await expect
    .poll(async () => (await notices()).map(({ code }) => code), { timeout: 20_000 })
    .toEqual(['PRICE_INCREASED'])
  const [notice] = await notices()
  expect(notice?.message).toMatch(/has gone up/)
  const { cart } = accepted(await client.acknowledgeCartNotices({ noticeIds: [notice?.id ?? ''] }))
  expect(cart?.lines.flatMap((line) => line.notices)).toEqual([])
})

test('a link opens the cart on another device', async () => {
  const phone = openDevice()
  const variantId = await firstVariantId()
  accepted(await phone.addToCart({ variantId, quantity: 2 }))
  const { link } = accepted(await phone.createCartLink())
  expect(Date.parse(link?.expiresAt ?? '')).toBeGreaterThan(Date.now())
  const opened = accepted(await openDevice().openCart({ token: link?.token ?? '' }))
  expect(contents(opened.cart)).toEqual([{ id: variantId, quantity: 2 }])
})

test('a link that is wrong is told to the buyer', async () => {
  const refused = await openDevice().openCart({ token: 'wrong', mode: 'REPLACE' })
  expect(refused.userErrors.map(({ code }) => code)).toEqual(['CART_LINK_NOT_VALID'])
})
