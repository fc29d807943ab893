import fc from 'fast-check'
import { v4 } from 'uuid'
import { graphql, type TestApi } from './api.ts'
import type { PlacedOrder, TestBank } from './bank/bank.ts'
import { payByTestCard } from './card.ts'
import { issueDueInvoices } from './invoice.ts'
import { merchant } from './member.ts'
import type { createRefundManager } from './refund.ts'
import type { TestShop } from './shop.ts'
import { queryInShop } from './sql.ts'

type Step =
  | { do: 'payAtBank' | 'undoReceipt' | 'accept' | 'refundRest' | 'refundItem' | 'cancel' | 'issue' }
  | { do: 'payByCard'; share: number }
  | { do: 'receive'; share: number; method: 'TRANSFER' | 'CHEQUE' }
  | { do: 'refund'; amount: number }
  | { do: 'withdraw'; quantity: number | null }

const named = <Name extends string>(...names: Name[]) => fc.record({ do: fc.constantFrom(...names) })

/** Something that a buyer, a bank or a merchant does with an order. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: named('payAtBank', 'cancel') },
  { weight: 3, arbitrary: named('undoReceipt', 'accept', 'issue') },
  { weight: 2, arbitrary: named('refundRest', 'refundItem') },
  // Of the total: all of it, or a part that the merchant agreed on with the buyer.
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('payByCard' as const), share: fc.constantFrom(1, 0.8) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      // Of the total: a part, all of it, or more.
      share: fc.constantFrom(0.3, 0.7, 1, 1.2),
      method: fc.constantFrom('TRANSFER' as const, 'CHEQUE' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 2000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('withdraw' as const), quantity: fc.constantFrom(1, 2, null) }),
  },
)

/** What happens one after the other; the steps of an inner list happen at the same time. */
export const steps: fc.Arbitrary<Step[][]> = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
  minLength: 2,
  maxLength: 9,
})

const RECEIPTS = `select r.id from manual_receipt r join "order" o on o.id = r.order_id where o.code = $1`

interface Actors {
  api: TestApi
  bank: TestBank
  shop: TestShop
  /** Of an owner. */
  headers: Record<string, string>
  refunds: Awaited<ReturnType<typeof createRefundManager>>
}

/** The answer to a request, which may refuse the step but not break down. */
async function answerOf(request: ReturnType<typeof graphql>): Promise<unknown> {
  const { data, errors } = await request
  if (errors?.some(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR'))
    throw new Error(JSON.stringify(errors))
  return data
}

/** How the steps are done, through the same entry points as in production; what is refused changes nothing. */
export function moneySteps({ api, bank, shop, headers, refunds }: Actors) {
  const mutate = (field: string, variables: Record<string, unknown> = {}, declared = '') =>
    answerOf(merchant(api, `mutation ${declared} { ${field} { userErrors { code } } }`, variables, headers))
  const rows = <Row>(sql: string, { code }: PlacedOrder) => queryInShop<Row>(api, shop, sql, code)
  const idsOf = async (sql: string, order: PlacedOrder) =>
    (await rows<{ id: string }>(sql, order)).map(({ id }) => id)
  const lineOf = async (order: PlacedOrder) =>
    (
      await idsOf(
        'select l.id from order_line l join "order" o on o.id = l.order_id where o.code = $1',
        order,
      )
    )[0]

  async function certify(order: PlacedOrder, share: number): Promise<unknown> {
    await payByTestCard(api, order, { abandonOpenAttempt: true })
    const [payment] = await idsOf(
      `select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1 and p.status = 'OPEN'`,
      order,
    )
    const amount = Math.round(order.total * share)
    const input = {
      orderCode: order.code,
      paymentId: payment ?? '',
      outcome: 'APPROVED',
      authorizationNumber: 'A1B2C3',
      amount,
      acceptedAmount: amount,
    }
    return mutate('certifyPayment(input: $input)', { input }, '($input: CertifyPaymentInput!)')
  }

  async function receive(order: PlacedOrder, share: number, method: string): Promise<unknown> {
    const input = {
      orderCode: order.code,
      method,
      amount: Math.round(order.total * share),
      receivedOn: '2026-01-02',
      knownReceipts: await idsOf(RECEIPTS, order),
    }
    return mutate('recordReceipt(input: $input)', { input }, '($input: RecordReceiptInput!)')
  }

  async function undoReceipt(order: PlacedOrder): Promise<unknown> {
    const ids = await idsOf(`${RECEIPTS} and r.undone_at is null order by r.recorded_at`, order)
    return mutate(`undoReceipt(receiptId: "${ids.at(-1) ?? ''}")`)
  }

  async function accept(order: PlacedOrder): Promise<unknown> {
    const [open] = await rows<{ id: string; amount: number }>(
      `select u.id, u.amount from unmatched_payment u join "order" o on o.id = u.order_id
       where o.code = $1 and u.closed_at is null order by u.opened_at limit 1`,
      order,
    )
    const input = { unmatchedPaymentId: open?.id ?? '', acceptedAmount: open?.amount ?? 1 }
    return mutate(
      'acceptUnmatchedPayment(input: $input)',
      { input },
      '($input: AcceptUnmatchedPaymentInput!)',
    )
  }

  async function refundRest({ code }: PlacedOrder): Promise<unknown> {
    const { remaining } = await refunds.refundableOf(code)
    return refunds.recordRefund(code, { otherAmount: remaining.amount })
  }

  async function withdraw(order: PlacedOrder, quantity: number | null): Promise<unknown> {
    const lines = quantity === null ? null : [{ lineId: await lineOf(order), quantity }]
    const input = { orderCode: order.code, orderToken: order.token, lines, idempotencyKey: v4() }
    const document = 'mutation ($input: WithdrawInput!) { withdraw(input: $input) { userErrors { code } } }'
    return answerOf(graphql(`${api.url}/graphql`, document, { input }, order.headers))
  }

  return async (order: PlacedOrder, bankPaymentId: string, one: Step): Promise<unknown> => {
    switch (one.do) {
      case 'payAtBank':
        return bank.call('POST', `/api/payments/${bankPaymentId}/notify`, { outcome: 'paid' })
      case 'payByCard':
        return certify(order, one.share)
      case 'receive':
        return receive(order, one.share, one.method)
      case 'undoReceipt':
        return undoReceipt(order)
      case 'accept':
        return accept(order)
      case 'refund':
        return refunds.recordRefund(order.code, { otherAmount: one.amount })
      case 'refundItem':
        return refunds.recordRefund(order.code, { lines: [{ lineId: await lineOf(order), quantity: 1 }] })
      case 'refundRest':
        return refundRest(order)
      case 'withdraw':
        return withdraw(order, one.quantity)
      case 'cancel':
        return mutate(`cancelOrder(orderCode: "${order.code}")`)
      case 'issue':
        return issueDueInvoices(api, shop)
    }
  }
}
