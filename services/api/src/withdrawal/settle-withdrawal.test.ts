import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { timelineOf } from '../../test/events.ts'
import { headersOf } from '../../test/member.ts'
import { queryInShop } from '../../test/sql.ts'
import { createWithdrawalScenario, type Chosen } from '../../test/withdrawal.ts'

let api: TestApi
let scenario: Awaited<ReturnType<typeof createWithdrawalScenario>>
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createWithdrawalScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
}, 60_000)
afterAll(() => api?.stop())

const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)

/** An order of so many items, of which the buyer withdraws as many at a time as given. */
async function withdrawn(ordered: number, ...quantities: number[]) {
  const order = await scenario.placePaidOrder(ordered)
  const lineId = await scenario.lineOf(order)
  for (const quantity of quantities) await scenario.withdraw(order, [{ lineId, quantity }])
  const ids = (await scenario.rightOf(order)).withdrawal.withdrawals.map(({ id }) => id)
  return {
    order,
    lineId,
    ids,
    refund: (lines: Chosen[], rest: Record<string, unknown> = {}) =>
      scenario.recordRefund(order.code, { lines, ...rest }),
    statuses: async () => (await scenario.rightOf(order)).withdrawal.withdrawals.map(({ status }) => status),
  }
}

describe('a withdrawal is settled', () => {
  test('by a refund of its items, the oldest one first', async () => {
    const { lineId, refund, statuses } = await withdrawn(4, 2, 1)
    await refund([{ lineId, quantity: 1 }])
    expect(await statuses()).toEqual(['OPEN', 'OPEN'])
    await refund([{ lineId, quantity: 1 }], { restock: true })
    expect(await statuses()).toEqual(['REFUNDED', 'OPEN'])
    await refund([{ lineId, quantity: 1 }])
    expect(await statuses()).toEqual(['REFUNDED', 'REFUNDED'])
  })

  test('when nothing of the payment is left, whatever it was refunded for', async () => {
    const { refund, statuses } = await withdrawn(1, 1)
    await refund([], { otherAmount: 1000 })
    expect(await statuses()).toEqual(['OPEN'])
    await refund([], { shippingAmount: 490 })
    expect(await statuses()).toEqual(['REFUNDED'])
  })

  test('at once when its items were refunded before', async () => {
    const { order, lineId, refund, statuses } = await withdrawn(2)
    await refund([{ lineId, quantity: 1 }])
    await scenario.withdraw(order, [{ lineId, quantity: 1 }])
    expect(await statuses()).toEqual(['OPEN'])
    await scenario.withdraw(order, [{ lineId, quantity: 1 }])
    expect(await statuses()).toEqual(['OPEN', 'REFUNDED'])
  })

  test('by a member, with a reason that stands in the timeline', async () => {
    const { order, ids, statuses } = await withdrawn(1, 1)
    const [id = ''] = ids
    expect(codesOf(await scenario.close(id, ' '))).toEqual(['REQUIRED'])
    const { withdrawal } = await scenario.close(id, 'Descellé')
    expect(withdrawal).toMatchObject({ status: 'CLOSED', closeReason: 'Descellé' })
    expect(await statuses()).toEqual(['CLOSED'])
    expect((await timelineOf(api, scenario.shop, order.code)).at(-1)).toMatchObject({
      kind: 'WITHDRAWAL_CLOSED',
      message: 'Rétractation clôturée sans remboursement\u00a0: Descellé',
    })
    expect(codesOf(await scenario.close(id, 'again'))).toEqual(['WITHDRAWAL_SETTLED'])
  })
})

test('the return of the goods is recorded once, with the time when they came', async () => {
  const { order, ids } = await withdrawn(1, 1)
  const [id = ''] = ids
  expect(codesOf(await scenario.recordReturn(id, new Date(Date.now() + 60_000)))).toEqual(['DATE_IN_FUTURE'])
  const at = new Date(Date.now() - 3_600_000)
  const { withdrawal } = await scenario.recordReturn(id, at)
  expect(withdrawal).toMatchObject({ status: 'OPEN', returnedAt: at.toISOString() })
  expect(codesOf(await scenario.recordReturn(id))).toEqual(['RETURN_ALREADY_RECORDED'])
  expect((await timelineOf(api, scenario.shop, order.code)).at(-1)?.kind).toBe('GOODS_RETURNED')
  const audit = await queryInShop<{ action: string }>(
    api,
    scenario.shop,
    'select action from audit_entry where subject = $1 order by at desc limit 1',
    order.code,
  )
  expect(audit).toEqual([{ action: 'recordReturn' }])
})

test('the queue has the open ones, the most urgent first, in pages', async () => {
  const shop = await createWithdrawalScenario(api, { variants: [{ price: 1000, stock: 1000 }] })
  const codes: string[] = []
  for (let count = 0; count < 3; count++) {
    const order = await shop.placePaidOrder()
    await shop.withdraw(order)
    codes.push(order.code)
  }
  const [first = '', second = '', third = ''] = codes
  const lineId = (await shop.refundableOf(second)).lines[0]?.id
  await shop.recordRefund(second, { lines: [{ lineId, quantity: 1 }] })
  const codesIn = (nodes: { orderCode: string }[]) => nodes.map(({ orderCode }) => orderCode)
  expect(codesIn((await shop.list()).nodes)).toEqual([third, second, first])
  expect(codesIn((await shop.list({ open: false })).nodes)).toEqual([second])
  const page = await shop.list({ open: true, first: 1 })
  expect([page.totalCount, ...codesIn(page.nodes)]).toEqual([2, first])
  const next = await shop.list({ open: true, after: page.pageInfo.endCursor })
  expect(codesIn(next.nodes)).toEqual([third])
  const viewer = await headersOf(api, shop.shop, 'VIEWER')
  const [hidden] = (await shop.list({}, viewer)).nodes
  expect([hidden?.name, hidden?.email]).toEqual(['C.', ''])
})
