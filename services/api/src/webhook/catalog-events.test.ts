import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { importProducts } from '../../test/import-products.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { merchant } from '../../test/member.ts'
import { productsOf, type TestProduct } from '../../test/product.ts'
import { startReceiver, type TestReceiver } from '../../test/receiver.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { webhookRequests } from '../../test/webhook.ts'
import { deleteOldCatalogEvents } from './delete-old-deliveries.ts'
import { requeueWebhooks } from './queue-webhooks.ts'

const PRODUCT_EVENTS = ['PRODUCT_CREATED', 'PRODUCT_CHANGED', 'PRODUCT_DELETED']
const COLLECTION_EVENTS = ['COLLECTION_CREATED', 'COLLECTION_CHANGED', 'COLLECTION_DELETED']

let isolated: IsolatedApi
let worker: Awaited<ReturnType<IsolatedApi['startWorker']>>
let shop: TestShop
let owner: Awaited<ReturnType<typeof webhookRequests>>
let products: ReturnType<typeof productsOf>
let receiver: TestReceiver
beforeAll(async () => {
  isolated = await startIsolatedApi({ WEBHOOKS_TO_LOOPBACK: 'on' })
  worker = await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)
beforeEach(async () => {
  shop = await createShop(isolated.api)
  owner = await webhookRequests(isolated.api, shop)
  products = productsOf(isolated.api, owner.headers)
  receiver = await startReceiver()
  return () => receiver.stop()
})

interface Told {
  event: { id: string; type: string; productId?: string; variantId?: string; collectionId?: string }
  product?: { id: string; name: string; variants: { sku: string; available: number }[] } | null
  variant?: { id: string; available: number } | null
  collection?: { id: string; name: string } | null
}

/** The types of the events that are told of the shop, in their order. */
const typesIn = async ({ id }: { id: string }): Promise<string[]> =>
  (
    await queryInShop<{ event_type: string }>(
      isolated.api,
      { id },
      'select event_type from webhook_delivery where shop_id = $1 order by sequence',
      id,
    )
  ).map((row) => row.event_type)

/** Waits for so many requests, without waiting for the scheduled task. */
async function told(count: number): Promise<Told[]> {
  await requeueWebhooks(worker.app)
  return receiver.bodies<Told>(count)
}

const createTea = async (): Promise<TestProduct> => {
  const { product, userErrors } = await products.create({
    name: 'Tea',
    optionNames: ['Size'],
    variants: [
      { price: 500, onHand: 3, optionValues: ['S'] },
      { price: 900, onHand: 4, optionValues: ['L'] },
    ],
  })
  if (!product) throw new Error(JSON.stringify(userErrors))
  return product
}
const reprice = (product: TestProduct, price: number) =>
  products.send<{ changeVariants: unknown }>(
    'mutation ($input: [VariantChangeInput!]!) { changeVariants(input: $input) { userErrors { code } } }',
    { input: product.variants.map(({ id }) => ({ variantId: id, price })) },
  )
const remove = (product: TestProduct) =>
  products.send('mutation ($ids: [ID!]!) { deleteProducts(ids: $ids) { userErrors { code } } }', {
    ids: [product.id],
  })
const adjust = (variantId: string, countedTo: number) =>
  products.send(
    'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { userErrors { code } } }',
    { input: { variantId, countedTo, reason: 'COUNTED' } },
  )

describe('a product', () => {
  test('is told when it is created, changed and deleted: each change once, in order, as it is then', async () => {
    await owner.create(receiver.url, PRODUCT_EVENTS)
    const tea = await createTea()
    await reprice(tea, 950)
    expect(await typesIn(shop)).toEqual(['PRODUCT_CREATED', 'PRODUCT_CHANGED'])
    const [created, changed] = await told(2)
    expect(created).toMatchObject({
      event: { type: 'PRODUCT_CREATED', productId: tea.id },
      product: {
        id: tea.id,
        name: 'Tea',
        status: 'DRAFT',
        variants: [
          { sku: tea.variants[0]?.sku, available: 3 },
          { sku: tea.variants[1]?.sku, available: 4 },
        ],
      },
    })
    expect(changed).toMatchObject({
      event: { type: 'PRODUCT_CHANGED', productId: tea.id },
      product: { variants: [{ price: { amount: 950 } }, { price: { amount: 950 } }] },
    })
    await remove(tea)
    expect((await told(3))[2]).toEqual({
      event: expect.objectContaining({ type: 'PRODUCT_DELETED', productId: tea.id }) as unknown,
    })
  })

  test('is told by the document of the endpoint, and again when a member asks for it', async () => {
    const document = '{ event { id variantId } product { name } variant { sku } order { code } }'
    const { id } = await owner.create(receiver.url, PRODUCT_EVENTS, { document })
    const from = new Date(Date.now() - 1_000)
    await createTea()
    const [first] = await told(1)
    expect(first).toMatchObject({ product: { name: 'Tea' }, variant: null, order: null })
    expect(receiver.received[0]?.headers['webhook-id']).toBe(first?.event.id)
    await expect.poll(async () => (await owner.deliveries(id))[0]?.status).toBe('DELIVERED')
    const [delivery] = await owner.deliveries(id)
    expect(delivery).toMatchObject({ messageId: first?.event.id, orderCode: null })
    await owner.call('repeat', { id: delivery?.id })
    expect((await receiver.bodies<Told>(2))[1]).toEqual(first)
    expect((await owner.call('replay', { id, from, to: new Date(Date.now() + 1_000) })).count).toBe(1)
    expect((await receiver.bodies<Told>(3))[2]).toEqual(first)
  })
})

test('each variant whose available quantity changed is told: by a member, a sale, and the end of an order', async () => {
  await owner.create(receiver.url, ['STOCK_CHANGED'])
  const [variant] = shop.variants
  const order = await placeTestOrder(isolated.api, shop, 2)
  await merchant(
    isolated.api,
    'mutation ($code: String!) { cancelOrder(orderCode: $code, reason: "test") { userErrors { code } } }',
    { code: order.code },
    owner.headers,
  )
  await adjust(variant?.id ?? '', 41)
  expect(await typesIn(shop)).toEqual(['STOCK_CHANGED', 'STOCK_CHANGED', 'STOCK_CHANGED'])
  const bodies = await told(3)
  expect(bodies.at(-1)).toMatchObject({
    event: { type: 'STOCK_CHANGED', variantId: variant?.id },
    variant: { id: variant?.id, available: 41 },
  })
  await adjust(variant?.id ?? '', 41)
  expect(await typesIn(shop)).toHaveLength(3)
})

test('a collection is told, also when a product enters it', async () => {
  await owner.create(receiver.url, COLLECTION_EVENTS)
  const tea = await createTea()
  const send = <T>(document: string, variables: object) =>
    products.send<T>(document, variables as Record<string, unknown>)
  const { answer } = await send<{ answer: { collection: { id: string; version: string } } }>(
    'mutation ($input: CollectionInput!) { answer: createCollection(input: $input) { collection { id version } userErrors { code } } }',
    { input: { name: 'Drinks', productIds: [] } },
  )
  const { id } = answer.collection
  await executeInShop(
    isolated.api,
    shop,
    'insert into collection_product (shop_id, collection_id, product_id, position) values ($1, $2, $3, 0)',
    shop.id,
    id,
    tea.id,
  )
  await send('mutation ($id: ID!) { deleteCollection(id: $id) { userErrors { code } } }', { id })
  expect(await typesIn(shop)).toEqual(COLLECTION_EVENTS)
  const bodies = await told(3)
  expect(bodies.map(({ event }) => event.collectionId)).toEqual([id, id, id])
})

describe('nothing is told', () => {
  test('of what was rolled back, of another shop, to an endpoint that is off, or of other events', async () => {
    await owner.create(receiver.url, PRODUCT_EVENTS)
    const quiet = await createShop(isolated.api)
    const other = await webhookRequests(isolated.api, quiet)
    await other.create(receiver.url, ['ORDER_PAID'])
    await other.create(receiver.url, PRODUCT_EVENTS, { isActive: false })
    await productsOf(isolated.api, other.headers).create({ name: 'Coffee', variants: [{ price: 1 }] })
    expect((await products.create({ name: '', variants: [{ price: 1 }] })).userErrors).toHaveLength(1)
    const failing = executeInShop(
      isolated.api,
      shop,
      "with renamed as (update product set name = 'Rolled back' where shop_id = $1 returning id) select 1 / (count(*) - count(*)) from renamed",
      shop.id,
    )
    await expect(failing).rejects.toThrow('division by zero')
    await executeInShop(
      isolated.api,
      shop,
      'update product set version = version where shop_id = $1',
      shop.id,
    )
    expect([await typesIn(shop), await typesIn(quiet)]).toEqual([[], []])
    const rows = await queryInShop(isolated.api, quiet, 'select from catalog_event')
    expect(rows).toEqual([])
  })

  test('after 30 days', async () => {
    const { id } = await owner.create(receiver.url, PRODUCT_EVENTS, { isActive: true })
    await createTea()
    await told(1)
    await executeInShop(
      isolated.api,
      shop,
      "update catalog_event set at = now() - interval '31 days' where shop_id = $1",
      shop.id,
    )
    await deleteOldCatalogEvents(worker.app)
    expect(await owner.deliveries(id)).toEqual([])
  })
})

test('an import writes one event for each product and each stock, and four requests are sent at a time', async () => {
  await owner.create(receiver.url, [...PRODUCT_EVENTS, 'STOCK_CHANGED'])
  let [open, most] = [0, 0]
  receiver.answer = (response) => {
    most = Math.max(most, ++open)
    setTimeout(() => {
      open--
      response.writeHead(204).end()
    }, 50)
  }
  await importProducts(isolated.api, shop, 100)
  const types = await typesIn(shop)
  expect(types.filter((type) => type === 'PRODUCT_CREATED')).toHaveLength(100)
  expect(types.filter((type) => type === 'STOCK_CHANGED')).toHaveLength(100)
  expect(types).toHaveLength(200)
  const bodies = await told(200)
  expect(new Set(bodies.map(({ event }) => event.id)).size).toBe(200)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(4)
})
