import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../test/bank/bank.ts'
import { createTestContract, startBankPayment, type TestContract } from '../../test/bank/bank-payment.ts'
import { payByTestCard } from '../../test/card.ts'
import { giveIdentity, issueDueInvoices } from '../../test/invoice.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createRefundManager } from '../../test/refund.ts'
import { queryInShop } from '../../test/sql.ts'
import { verifyLedger } from '../payment/ledger/verify-ledger.ts'

const runs = Number(process.env.MONEY_RUNS ?? 15)
const seed = Number(process.env.MONEY_SEED ?? Date.now() % 2 ** 31)

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let contract: TestContract
let headers: Record<string, string>
let refunds: Awaited<ReturnType<typeof createRefundManager>>
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
  contract = await createTestContract(api, bank, 'lyra')
  await giveIdentity(api, contract.shop)
  headers = await headersOf(api, contract.shop, 'OWNER')
  refunds = await createRefundManager(api, contract.shop)
}, 60_000)
afterAll(() => stop?.())

type Step =
  | { do: 'payAtBank' | 'payByCard' | 'undoReceipt' | 'accept' | 'refundRest' | 'cancel' | 'issue' }
  | { do: 'receive'; share: number; method: 'TRANSFER' | 'CHEQUE' }
  | { do: 'refund'; amount: number }
const named = <Name extends string>(...names: Name[]) => fc.record({ do: fc.constantFrom(...names) })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: named('payAtBank', 'payByCard', 'cancel') },
  { weight: 3, arbitrary: named('undoReceipt', 'accept', 'issue') },
  { weight: 1, arbitrary: named('refundRest') },
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
)
/** What happens one after the other; the actions of an inner list happen at the same time. */
const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 9 })

const mutate = (field: string, variables: Record<string, unknown> = {}, declared = '') =>
  merchant(api, `mutation ${declared} { ${field} { userErrors { code } } }`, variables, headers)
const rows = <Row>(sql: string, { code }: PlacedOrder) => queryInShop<Row>(api, contract.shop, sql, code)
const idsOf = async (sql: string, order: PlacedOrder) =>
  (await rows<{ id: string }>(sql, order)).map(({ id }) => id)
const RECEIPTS = `select r.id from manual_receipt r join "order" o on o.id = r.order_id where o.code = $1`

async function certify(order: PlacedOrder): Promise<unknown> {
  await payByTestCard(api, order, { abandonOpenAttempt: true })
  const [payment] = await idsOf(
    `select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1 and p.status = 'OPEN'`,
    order,
  )
  const input = {
    orderCode: order.code,
    paymentId: payment ?? '',
    outcome: 'APPROVED',
    authorizationNumber: 'A1B2C3',
  }
  return mutate('certifyPayment(input: $input)', { input }, '($input: CertifyPaymentInput!)')
}

async function accept(order: PlacedOrder): Promise<unknown> {
  const [open] = await rows<{ id: string; amount: number }>(
    `select u.id, u.amount from unmatched_payment u join "order" o on o.id = u.order_id
     where o.code = $1 and u.closed_at is null order by u.opened_at limit 1`,
    order,
  )
  const input = { unmatchedPaymentId: open?.id ?? '', acceptedAmount: open?.amount ?? 1 }
  return mutate('acceptUnmatchedPayment(input: $input)', { input }, '($input: AcceptUnmatchedPaymentInput!)')
}

async function perform(order: PlacedOrder, paymentId: string, one: Step): Promise<unknown> {
  const { code } = order
  switch (one.do) {
    case 'payAtBank':
      return bank.call('POST', `/api/payments/${paymentId}/notify`, { outcome: 'paid' })
    case 'payByCard':
      return certify(order)
    case 'receive': {
      const input = {
        orderCode: code,
        method: one.method,
        amount: Math.round(order.total * one.share),
        receivedOn: '2026-01-02',
        knownReceipts: await idsOf(RECEIPTS, order),
      }
      return mutate('recordReceipt(input: $input)', { input }, '($input: RecordReceiptInput!)')
    }
    case 'undoReceipt': {
      const ids = await idsOf(`${RECEIPTS} and r.undone_at is null order by r.recorded_at`, order)
      return mutate(`undoReceipt(receiptId: "${ids.at(-1) ?? ''}")`)
    }
    case 'accept':
      return accept(order)
    case 'refund':
      return refunds.recordRefund(code, { otherAmount: one.amount })
    case 'refundRest': {
      const { remaining } = await refunds.refundableOf(code)
      return refunds.recordRefund(code, { otherAmount: remaining.amount })
    }
    case 'cancel':
      return mutate(`cancelOrder(orderCode: "${code}")`)
    case 'issue':
      return issueDueInvoices(api, contract.shop)
  }
}

const BOOKS = `
  select o.status, o.total, (select coalesce(sum(r.amount), 0)::int from refund r where r.order_id = o.id) as refunded,
    (select coalesce(sum(case i.kind when 'INVOICE' then i.total else -i.total end), 0)::int from invoice i where i.order_id = o.id) as invoiced,
    (select coalesce(sum(case i.kind when 'INVOICE' then i.tax_total else -i.tax_total end), 0)::int from invoice i where i.order_id = o.id) as taxed,
    (select (i.data->>'paid')::int from invoice i where i.order_id = o.id and i.kind = 'INVOICE' order by i.ordinal desc limit 1) as paid,
    (select count(*)::int from invoice_due d where d.order_id = o.id) as waiting
  from "order" o where o.code = $1`

interface Books {
  status: string
  total: number
  refunded: number
  invoiced: number
  taxed: number
  paid: number | null
  waiting: number
}

test(`however an order is paid, unpaid, refunded and cancelled, order, ledger and documents agree to the cent (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { order, id } = await startBankPayment(api, bank, contract)
      for (const group of sequence) await Promise.all(group.map((one) => perform(order, id, one)))
      await issueDueInvoices(api, contract.shop)

      const { captured, remaining, refunded } = await refunds.refundableOf(order.code)
      expect(remaining.amount).toBe(captured.amount - refunded)
      expect(remaining.amount).toBeGreaterThanOrEqual(0)
      const [books] = await rows<Books>(BOOKS, order)
      if (!books) throw new Error('The order is gone')
      const isPaid = books.status === 'PAID'
      expect(captured.amount > 0).toBe(isPaid)
      expect(books).toMatchObject({ refunded, waiting: 0, invoiced: isPaid ? books.total - refunded : 0 })
      if (books.invoiced === 0) expect(books.taxed).toBe(0)
      if (isPaid) expect(books.paid).toBe(captured.amount)
      expect((await verifyLedger(api.app.orm, contract.shop)).problem).toBeNull()
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
}, 300_000)
