import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders, type TestMember } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

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
  cancelOrder: { order: Record<string, unknown> | null; userErrors: { code: string }[] }
}
const cancel = (orderCode: string, reason?: string) =>
  merchant<Response | null>(
    api,
    `mutation ($orderCode: String!, $reason: String) {
      cancelOrder(orderCode: $orderCode, reason: $reason) {
        order { status cardPayment { revealable expiryYear } timeline { kind by message } } userErrors { code field }
      }
    }`,
    { orderCode, reason },
    headers,
  )
const codes = (response: { data: Response | null }) =>
  response.data?.cancelOrder.userErrors.map(({ code }) => code)

async function availableStock(): Promise<number | undefined> {
  await api.owner.query('begin')
  await api.owner.query("select set_config('app.shop_id', $1, true)", [shop.id])
  const { rows } = await api.owner.query<{ available: number }>(
    'select available from stock where variant_id = $1',
    [shop.variants[0]?.id],
  )
  await api.owner.query('commit')
  return rows[0]?.available
}

describe('cancelling an order', () => {
  test.each(['PENDING_PAYMENT', 'PAYMENT_REFUSED', 'AWAITING_CERTIFICATION'])(
    'cancels an order that is %s and releases its stock',
    async (status) => {
      const before = (await availableStock()) ?? 0
      const { code } = await insertTestOrder(api, shop, { status, lines: 2 })
      const response = await cancel(code, 'Rupture chez le fournisseur')
      expect(response.data?.cancelOrder).toMatchObject({
        order: {
          status: 'CANCELLED',
          timeline: [
            {
              kind: 'CANCELLED',
              by: member.name,
              message: 'Commande annulée\u00a0: Rupture chez le fournisseur',
            },
          ],
        },
        userErrors: [],
      })
      expect(await availableStock()).toBe(before + 2)
    },
  )

  test('closes the card payment and erases the kept digits and the expiry date', async () => {
    const { code, cardPaymentId } = await insertTestOrder(api, shop, {
      status: 'AWAITING_CERTIFICATION',
      card: 'OPEN',
      kept: true,
    })
    const response = await cancel(code)
    expect(response.data?.cancelOrder.order).toMatchObject({
      cardPayment: { revealable: false, expiryYear: null },
    })
    await api.owner.query('begin')
    await api.owner.query("select set_config('app.shop_id', $1, true)", [shop.id])
    const kept = await api.owner.query('select from card_kept where payment_id = $1', [cardPaymentId])
    await api.owner.query('commit')
    expect(kept.rowCount).toBe(0)
  })

  test.each(['PAID', 'CANCELLED', 'EXPIRED'])('rejects an order that is %s', async (status) => {
    const before = await availableStock()
    const { code } = await insertTestOrder(api, shop, { status })
    expect(codes(await cancel(code))).toEqual(['ORDER_NOT_CANCELLABLE'])
    expect(await availableStock()).toBe(before)
  })

  test('releases the stock once when requested twice at the same time', async () => {
    const before = (await availableStock()) ?? 0
    const { code } = await insertTestOrder(api, shop)
    const both = await Promise.all([cancel(code), cancel(code)])
    expect(both.map(codes).sort()).toEqual([[], ['ORDER_NOT_CANCELLABLE']])
    expect(await availableStock()).toBe(before + 1)
  })

  test('rejects a card number in the reason and names the field without the number', async () => {
    const { code } = await insertTestOrder(api, shop)
    const { data } = await cancel(code, 'card 4242-4242-4242-4242 lost')
    expect(data?.cancelOrder.userErrors).toMatchObject([
      { code: 'CARD_NUMBER_NOT_ALLOWED', field: ['reason'] },
    ])
    expect(JSON.stringify(data)).not.toContain('4242')
  })
})
