import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders, headersOf, type TestMember } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let member: TestMember
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  member = await createMember(api, [{ shop, role: 'MANAGER' }])
  headers = await membershipHeaders(api, member, shop)
})
afterAll(() => api.stop())

interface Response {
  markShipped: {
    order: Record<string, unknown> | null
    userErrors: { code: string; field: string[] | null }[]
  }
}
const ship = (variables: Record<string, unknown>, as = headers) =>
  merchant<Response | null>(
    api,
    `mutation ($orderCode: String!, $carrier: String, $trackingUrl: String) {
      markShipped(orderCode: $orderCode, carrier: $carrier, trackingUrl: $trackingUrl) {
        order { fulfillment carrier trackingUrl timeline { kind by message } } userErrors { code field }
      }
    }`,
    variables,
    as,
  )
const codes = (response: { data: Response | null }) =>
  response.data?.markShipped.userErrors.map(({ code }) => code)

describe('marking an order as shipped', () => {
  test('updates the order, the timeline, and the audit log', async () => {
    const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
    const response = await ship({
      orderCode: code,
      carrier: ' Colissimo ',
      trackingUrl: 'https://track.example/1',
    })
    expect(response.data?.markShipped).toEqual({
      order: {
        fulfillment: 'SHIPPED',
        carrier: 'Colissimo',
        trackingUrl: 'https://track.example/1',
        timeline: [{ kind: 'SHIPPED', by: member.name, message: 'Commande expédiée par Colissimo' }],
      },
      userErrors: [],
    })
    await api.owner.query("select set_config('app.shop_id', $1, false)", [shop.id])
    const audit = await api.owner.query(
      'select action, member_id, member_name, address from audit_entry where subject = $1',
      [code],
    )
    expect(audit.rows).toEqual([
      { action: 'markShipped', member_id: member.id, member_name: member.name, address: '127.0.0.1' },
    ])
  })

  test('takes its items from the stock on hand, releases their reservation, and records the movement', async () => {
    const own = await createShop(api, { variants: [{ stock: 10 }] })
    const as = await headersOf(api, own, 'MANAGER')
    const { code } = await insertTestOrder(api, own, { status: 'PAID', lines: 3 })
    const stock = () => queryInShop(api, own, 'select on_hand, reserved, available from stock')
    expect(await stock()).toEqual([{ on_hand: 13, reserved: 3, available: 10 }])
    await Promise.all([ship({ orderCode: code }, as), ship({ orderCode: code }, as)])
    expect(await stock()).toEqual([{ on_hand: 10, reserved: 0, available: 10 }])
    expect(
      await queryInShop(api, own, 'select reason, delta, on_hand_after, order_code from stock_movement'),
    ).toEqual([{ reason: 'SHIPPED', delta: -3, on_hand_after: 10, order_code: code }])
  })

  test('ships an order with a variant that was deleted meanwhile', async () => {
    const own = await createShop(api)
    const { code } = await insertTestOrder(api, own, { status: 'PAID' })
    await executeInShop(api, own, 'delete from variant')
    expect(codes(await ship({ orderCode: code }, await headersOf(api, own, 'MANAGER')))).toEqual([])
  })

  test('marks an order once when requested twice at the same time', async () => {
    const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
    const both = await Promise.all([ship({ orderCode: code }), ship({ orderCode: code })])
    expect(both.map(codes).sort()).toEqual([[], ['ORDER_NOT_SHIPPABLE']])
  })

  test.each(['PENDING_PAYMENT', 'AWAITING_CERTIFICATION', 'PAYMENT_REFUSED', 'CANCELLED', 'EXPIRED'])(
    'rejects an order that is %s',
    async (status) => {
      const { code } = await insertTestOrder(api, shop, { status })
      expect(codes(await ship({ orderCode: code }))).toEqual(['ORDER_NOT_SHIPPABLE'])
    },
  )

  test.each(['javascript:alert(1)', 'track.example/1', `https://track.example/${'a'.repeat(1000)}`])(
    'rejects a tracking URL that is not an http(s) address, naming the field: case %#',
    async (trackingUrl) => {
      const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
      const { data } = await ship({ orderCode: code, trackingUrl })
      expect(data?.markShipped).toEqual({
        order: null,
        userErrors: [{ code: 'TRACKING_URL_INVALID', field: ['trackingUrl'] }],
      })
      expect(codes(await ship({ orderCode: code }))).toEqual([])
    },
  )

  test.each([
    ['trackingUrl', 'https://track.example/4242424242424242'],
    ['carrier', 'paid by 4242 4242 4242 4242'],
  ])('refuses a card number in %s without echoing it', async (field, value) => {
    const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
    const { data } = await ship({ orderCode: code, [field]: value })
    expect(data?.markShipped.userErrors).toMatchObject([{ code: 'CARD_NUMBER_NOT_ALLOWED', field: [field] }])
    expect(JSON.stringify(data)).not.toContain('4242')
    expect(codes(await ship({ orderCode: code }))).toEqual([])
  })

  test('refuses a carrier of more than 500 characters', async () => {
    const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
    const response = await ship({ orderCode: code, carrier: 'a'.repeat(501) })
    expect(response.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(response.errors?.[0]?.message).toContain('carrier')
    expect(codes(await ship({ orderCode: code }))).toEqual([])
  })

  test('requires the role of manager', async () => {
    const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
    const response = await ship({ orderCode: code }, await headersOf(api, shop, 'CERTIFIER'))
    expect(response.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })
})
