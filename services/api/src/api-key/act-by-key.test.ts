import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { insertTestApiKey } from '../../test/api-key.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'
import { RATE_LIMITS } from '../kernel/rate-limits.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

interface Payload {
  userErrors: { code: string }[]
}

describe('what a key does', () => {
  test('stands under its name in the audit log and in the timeline of the order', async () => {
    const { id, headers } = await insertTestApiKey(
      api,
      shop,
      ['order.cancel', 'buyer.read', 'order.read'],
      'ERP',
    )
    const { code } = await insertTestOrder(api, shop)
    const { data } = await merchant<{ addOrderNote: Payload; cancelOrder: Payload }>(
      api,
      `mutation ($code: String!) {
        addOrderNote(orderCode: $code, text: "Out of stock") { userErrors { code } }
        cancelOrder(orderCode: $code, reason: "Out of stock") { userErrors { code } } }`,
      { code },
      headers,
    )
    expect([data.addOrderNote.userErrors, data.cancelOrder.userErrors]).toEqual([[], []])
    const owner = await headersOf(api, shop, 'OWNER')
    const seen = await merchant<{
      auditLog: { nodes: { actor: string; memberName: string; action: string }[] }
      auditMembers: { id: string; name: string }[]
      order: { timeline: { by: string; kind: string }[] }
    }>(
      api,
      `query ($code: String!) {
        auditLog(first: 2) { nodes { actor memberName action } }
        auditMembers { id name }
        order(code: $code) { timeline { by kind } } }`,
      { code },
      owner,
    )
    expect(seen.errors).toBeUndefined()
    // The owner signed in afterwards.
    expect(seen.data.auditLog.nodes).toEqual([
      expect.objectContaining({ actor: 'MEMBER', action: 'signIn' }),
      { actor: 'API_KEY', memberName: 'ERP', action: 'cancelOrder' },
    ])
    expect(seen.data.auditMembers).toContainEqual({ id, name: 'ERP' })
    expect(seen.data.order.timeline.filter(({ by }) => by === 'ERP').length).toBeGreaterThan(1)
    const [note] = await queryInShop(api, shop, 'select member_id, member_name from order_note')
    expect(note).toEqual({ member_id: null, member_name: 'ERP' })
  })

  test('stands under its name at a parcel that it ships', async () => {
    const { headers } = await insertTestApiKey(api, shop, ['order.fulfill', 'order.read'], 'Warehouse')
    const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
    const { data } = await merchant<{ markShipped: { userErrors: { code: string }[] } }>(
      api,
      'mutation ($code: String!) { markShipped(orderCode: $code) { userErrors { code } } }',
      { code },
      headers,
    )
    expect(data.markShipped.userErrors).toEqual([])
    const seen = await merchant<{ order: { parcels: { shippedBy: string }[] } }>(
      api,
      'query ($code: String!) { order(code: $code) { parcels { shippedBy } } }',
      { code },
      headers,
    )
    expect(seen.data.order.parcels).toEqual([{ shippedBy: 'Warehouse' }])
  })

  test('reads files too, if its scopes allow it', async () => {
    const read = async (scopes: string[], path: string) => {
      const { headers } = await insertTestApiKey(api, shop, scopes)
      return (await fetch(api.url + path, { headers })).status
    }
    expect(await read(['order.read'], '/merchant/exports/orders')).toBe(200)
    expect(await read(['product.read'], '/merchant/exports/orders')).toBe(403)
    expect(await read(['order.read'], '/merchant/exports/products?format=TRICLIC')).toBe(403)
  })
})

test('a key that asks too often is told how long to wait, and uses nothing up that a member or another key needs', async () => {
  const { id, headers } = await insertTestApiKey(api, shop)
  const other = await insertTestApiKey(api, shop)
  const owner = await headersOf(api, shop, 'OWNER')
  for (let count = 0; count < RATE_LIMITS.apiKey.max; count++) await api.app.limiter.count('apiKey', id)
  const ask = (by: Record<string, string>) => merchant(api, '{ orders { totalCount } }', {}, by)
  const refused = await ask(headers)
  expect(refused.status).toBe(429)
  expect(refused.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await fetch(`${api.url}/merchant/exports/orders`, { headers })).status).toBe(429)
  expect((await ask(owner)).status).toBe(200)
  expect((await ask(other.headers)).status).toBe(200)
})

test('a closed shop is only read', async () => {
  const closed = await createShop(api)
  const { headers } = await insertTestApiKey(api, closed)
  const { code } = await insertTestOrder(api, closed)
  await api.owner.query("update shop set status = 'CLOSED' where id = $1", [closed.id])
  const change = () =>
    merchant(
      api,
      'mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }',
      { code },
      headers,
    )
  await expect
    .poll(async () => (await change()).errors?.[0]?.extensions.code, { timeout: 10_000 })
    .toBe('SHOP_CLOSED')
  expect((await merchant(api, '{ orders { totalCount } }', {}, headers)).status).toBe(200)
})
