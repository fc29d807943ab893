import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BankTestBench, type StartedPayment } from '../../../test/bank/bank-test-bench.ts'
import { merchant } from '../../../test/member.ts'
import { createRefundManager, ledgerOf } from '../../../test/refund.ts'
import { queryInShop } from '../../../test/sql.ts'
import { verifyLedger } from './verify-ledger.ts'

const runs = Number(process.env.LEDGER_RUNS ?? 20)
const seed = Number(process.env.LEDGER_SEED ?? Date.now() % 2 ** 31)

let bench: BankTestBench
let manager: Awaited<ReturnType<typeof createRefundManager>>
beforeAll(async () => {
  bench = await BankTestBench.start()
  const { contract } = await bench.startPayment('lyra')
  manager = await createRefundManager(bench.api, contract.shop)
}, 60_000)
afterAll(() => bench?.stop())

type Action =
  | { do: 'pay' | 'cancelAtBank' | 'cancelOrder' }
  | { do: 'refund' | 'refundAtBank' | 'captureInPart'; amount: number; isAnnounced?: boolean }

const amount = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 3000 }))
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('cancelAtBank' as const, 'cancelOrder' as const) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('refund' as const), amount, isAnnounced: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('refundAtBank' as const, 'captureInPart' as const), amount }),
  },
)
/** What happens one after the other; the actions of a step happen at the same time. */
const steps = fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })

function perform(payment: StartedPayment, step: Action): Promise<unknown> {
  const { code } = payment.order
  if (step.do === 'pay') return bench.notify(payment)
  if (step.do === 'cancelAtBank') return bench.notify(payment, { status: 'CANCELLED' })
  if (step.do === 'captureInPart')
    return bench.notify(payment, { status: 'CAPTURED', processedAmount: step.amount })
  if (step.do === 'refundAtBank')
    return bench.notify(payment, { status: 'CAPTURED', operation: 'CREDIT', processedAmount: step.amount })
  if (step.do === 'refund')
    return manager.recordRefund(code, { otherAmount: step.amount, isAnnounced: step.isAnnounced })
  return merchant(
    bench.api,
    'mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }',
    { code },
    manager.headers,
  )
}

test(`in any order of payments, refunds and cancellations no order gives back more than it received, and ledger and tables agree (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const payment = await bench.startPayment('lyra')
      const { shop } = payment.contract
      for (const step of sequence) await Promise.all(step.map((each) => perform(payment, each)))

      const { captured, remaining, refunded, announced } = await manager.refundableOf(payment.order.code)
      expect(remaining.amount).toBe(captured.amount - refunded)
      expect(Math.min(remaining.amount, refunded, announced.amount)).toBeGreaterThanOrEqual(0)
      const own = (await ledgerOf(bench.api, shop)).filter(
        ({ order_code }) => order_code === payment.order.code,
      )
      const ofOrder = own.filter(({ kind }) => !kind.startsWith('UNMATCHED'))
      expect(ofOrder.reduce((sum, entry) => sum + entry.amount, 0)).toBe(captured.amount - refunded)
      const [row] = await queryInShop<{ total: number }>(
        bench.api,
        shop,
        `select coalesce(sum(r.amount), 0)::int as total from refund r join "order" o on o.id = r.order_id
         where o.code = $1 and not r.is_announced`,
        payment.order.code,
      )
      const recorded = own
        .filter(({ kind }) => kind === 'REFUND')
        .reduce((sum, entry) => sum - entry.amount, 0)
      expect(recorded).toBe(row?.total)
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
  const [payment] = [await bench.startPayment('lyra')]
  expect((await verifyLedger(bench.api.app.orm, payment.contract.shop)).problem).toBeNull()
}, 300_000)
