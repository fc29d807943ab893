import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders, type TestMember } from '../../test/member.ts'
import { putOrder } from '../../test/order.ts'
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

interface Answer {
  cancelOrder: { order: Record<string, unknown> | null; userErrors: { code: string }[] }
}
const cancel = (orderCode: string, reason?: string) =>
  merchant<Answer | null>(
    api,
    `mutation ($orderCode: String!, $reason: String) {
      cancelOrder(orderCode: $orderCode, reason: $reason) {
        order { status cardPayment { revealable expiryYear } timeline { kind by message } } userErrors { code }
      }
    }`,
    { orderCode, reason },
    headers,
  )
const codes = (answer: { data: Answer | null }) => answer.data?.cancelOrder.userErrors.map(({ code }) => code)

async function available(): Promise<number | undefined> {
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
    'ends one that is %s, and gives its stock back',
    async (status) => {
      const before = (await available()) ?? 0
      const { code } = await putOrder(api, shop, { status, lines: 2 })
      const answer = await cancel(code, 'Rupture chez le fournisseur')
      expect(answer.data?.cancelOrder).toMatchObject({
        order: {
          status: 'CANCELLED',
          timeline: [
            {
              kind: 'CANCELLED',
              by: member.name,
              message: 'Commande annulée : Rupture chez le fournisseur',
            },
          ],
        },
        userErrors: [],
      })
      expect(await available()).toBe(before + 2)
    },
  )

  test('closes its card and erases the kept digits and the expiry', async () => {
    const { code, cardPaymentId } = await putOrder(api, shop, {
      status: 'AWAITING_CERTIFICATION',
      card: 'OPEN',
      kept: true,
    })
    const answer = await cancel(code)
    expect(answer.data?.cancelOrder.order).toMatchObject({
      cardPayment: { revealable: false, expiryYear: null },
    })
    await api.owner.query('begin')
    await api.owner.query("select set_config('app.shop_id', $1, true)", [shop.id])
    const kept = await api.owner.query('select from card_kept where payment_id = $1', [cardPaymentId])
    await api.owner.query('commit')
    expect(kept.rowCount).toBe(0)
  })

  test.each(['PAID', 'CANCELLED', 'EXPIRED'])('is not for one that is %s', async (status) => {
    const before = await available()
    const { code } = await putOrder(api, shop, { status })
    expect(codes(await cancel(code))).toEqual(['ORDER_NOT_CANCELLABLE'])
    expect(await available()).toBe(before)
  })

  test('gives stock back once, also when asked twice at the same time', async () => {
    const before = (await available()) ?? 0
    const { code } = await putOrder(api, shop)
    const both = await Promise.all([cancel(code), cancel(code)])
    expect(both.map(codes).sort()).toEqual([[], ['ORDER_NOT_CANCELLABLE']])
    expect(await available()).toBe(before + 1)
  })

  test('refuses a card number in the reason, and names the place without the number', async () => {
    const { code } = await putOrder(api, shop)
    const answer = await cancel(code, 'card 4242-4242-4242-4242 lost')
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(answer.errors?.[0]?.message).toMatch(/^reason: /)
    expect(JSON.stringify(answer.errors)).not.toContain('4242')
  })
})
