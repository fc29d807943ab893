import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApacheCache, type ApacheCache } from '../../test/apache-cache.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { startPurgeHook } from '../../test/purge-hook.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import { registerTexts } from '../../test/storefront-document.ts'
import { documentId } from '../storefront-document/document.ts'

const ONE =
  'query One($slug: String!) { product(slug: $slug) { variants { price { amount } availableQuantity } } }'
const LIST = '{ products { nodes { name } } }'
const SECRET = 'a secret of this test alone'

let cache: ApacheCache | undefined
let hook: Awaited<ReturnType<typeof startPurgeHook>>
let api: TestApi
let shop: TestShop
beforeAll(async () => {
  hook = await startPurgeHook(SECRET, ({ everything, tags }) =>
    everything ? cache?.purgeEverything() : cache?.purge(tags),
  )
  api = await startTestApi({ PURGE_URL: hook.url, PURGE_SECRET: SECRET })
  shop = await createShop(api)
  await registerTexts(api, shop, [ONE, LIST])
  cache = await startApacheCache(api.url)
})
afterAll(async () => {
  await api.stop()
  await hook.stop()
  await cache?.stop()
})

interface Answer {
  status: number
  /** Seconds; null for an answer that the API gave now. */
  age: number | null
  state: string
  etag: string
  body: { data: { product: { variants: { price: { amount: number }; availableQuantity: number }[] } } }
}

async function get(text: string, variables: object, headers: Record<string, string> = {}): Promise<Answer> {
  const query = new URLSearchParams({
    shopKey: shop.key,
    documentId: documentId(text),
    variables: JSON.stringify(variables),
    language: 'fr',
  })
  const response = await fetch(`${cache?.url}/graphql?${query}`, { headers })
  const age = response.headers.get('age')
  return {
    status: response.status,
    age: age === null ? null : Number(age),
    state: response.headers.get('x-cache')?.split(' ')[0] ?? '',
    etag: response.headers.get('etag') ?? '',
    body: response.status === 200 ? ((await response.json()) as Answer['body']) : (null as never),
  }
}
const product = (slug: string, headers = {}) => get(ONE, { slug }, headers)
const variantOf = ({ body }: Answer) => body.data.product.variants[0]

/** Asks until the cache, which repeated purges empty, has kept an answer. */
const isKept = (ask: () => Promise<Answer>) => expect.poll(async () => (await ask()).state).toBe('HIT')

describe('a cache in front of the API', () => {
  test('answers by itself, with the age of its answer, or that nothing changed', async () => {
    const first = await product('product-1')
    expect(first).toMatchObject({ status: 200, state: 'MISS' })
    await isKept(() => product('product-1'))
    const hit = await product('product-1')
    expect(hit.age).toBeTypeOf('number')
    expect(hit.etag).toBe(first.etag)
    expect(hit.body).toEqual(first.body)
    const unchanged = await product('product-1', { 'if-none-match': first.etag })
    expect(unchanged).toMatchObject({ status: 304, state: 'HIT', etag: first.etag })
  })

  test('tells shops, variables and documents apart', async () => {
    await isKept(() => product('product-1'))
    expect(variantOf(await product('product-2'))?.price.amount).toBe(2500)
    const other = await createShop(api, { variants: [{ price: 77 }] })
    await registerTexts(api, other, [ONE])
    const query = new URLSearchParams({
      shopKey: other.key,
      documentId: documentId(ONE),
      variables: '{"slug":"product-1"}',
      language: 'fr',
    })
    const response = await fetch(`${cache?.url}/graphql?${query}`)
    const { data } = (await response.json()) as Answer['body']
    expect(data.product.variants[0]?.price.amount).toBe(77)
  })

  test('is told of a new price, and forgets the product and the lists, and no other product', async () => {
    for (const ask of [() => product('product-1'), () => product('product-2'), () => get(LIST, {})])
      await isKept(ask)
    hook.calls.length = 0
    const [variant] = shop.variants
    await executeInShop(api, shop, 'update variant set price = 1234 where id = $1', variant?.id)
    await expect.poll(async () => variantOf(await product('product-1'))?.price.amount).toBe(1234)
    await expect
      .poll(() => hook.calls.find(({ tags }) => tags.includes(`product-${variant?.productId}`))?.tags)
      .toEqual(expect.arrayContaining([`product-${variant?.productId}`, `catalog-${shop.id}`]))
    expect((await product('product-2')).state).toBe('HIT')
  })

  test('is told of sold stock', async () => {
    await isKept(() => product('product-3'))
    await executeInShop(api, shop, 'update stock set on_hand = 7 where variant_id = $1', shop.variants[2]?.id)
    await expect.poll(async () => variantOf(await product('product-3'))?.availableQuantity).toBe(7)
  })

  test('keeps no error, and no answer of a suspended shop', async () => {
    const bad = () => get(ONE, { slug: 1 })
    for (const answer of [await bad(), await bad()])
      expect(answer).toMatchObject({ status: 400, state: 'MISS' })
    await isKept(() => product('product-1'))
    await api.owner.query("update shop set status = 'SUSPENDED' where id = $1", [shop.id])
    await expect.poll(async () => (await product('product-1')).status).toBe(403)
    expect((await product('product-1')).state).toBe('MISS')
  })
})
