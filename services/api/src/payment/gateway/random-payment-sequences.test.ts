import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { outcomes } from '../../../../bank-sandbox/src/payment.ts'
import {
  PaymentSequenceModel,
  QUANTITY,
  TRANSITIONS,
  type Action,
  type OrderStatusName,
} from '../../../test/bank/payment-sequence-model.ts'
import { PaymentSequenceRunner, type ContractWithOwner } from '../../../test/bank/payment-sequence-runner.ts'
import { placeTestOrder, type PlacedOrder } from '../../../test/bank/bank.ts'
import { bankRecordsOf, bankStateOf } from '../../../test/bank/bank-payment.ts'
import { executeInShop, queryInShop } from '../../../test/sql.ts'
import { protocolNames } from './protocols/protocols.ts'

/** More sequences: BANK_RUNS=500. The same sequences again: BANK_SEED=<the seed in the test's name>. */
const runs = Number(process.env.BANK_RUNS ?? 25)
const seed = Number(process.env.BANK_SEED ?? Date.now() % 2_000_000_000)

let runner: PaymentSequenceRunner
beforeAll(async () => {
  runner = await PaymentSequenceRunner.start()
}, 60_000)
afterAll(() => runner?.stop(), 60_000)

const at = fc.constantFrom(0, 0, 0, 1, 2)
const abandons = fc.constantFrom(true, true, false)
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('payByBank' as const), abandons }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('payByCard' as const), abandons }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('notify' as const),
      at,
      outcome: fc.constantFrom(...outcomes),
      copies: fc.constantFrom(1, 1, 3),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('return' as const, 'replay' as const), at }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('certify' as const),
      outcome: fc.constantFrom('APPROVED' as const, 'REFUSED' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        ...(['cancelOrder', 'tenMinutesPass', 'bankDelayPasses', 'orderDelayPasses'] as const),
        ...(['orderDelayPasses', 'sellOut', 'restock'] as const),
      ),
    }),
  },
)
/** Starts with a bank payment, because most other actions have no effect without one. */
const sequence = fc
  .array(action, { minLength: 2, maxLength: 10 })
  .map((actions): Action[] => [{ do: 'payByBank', abandons: false }, ...actions])

function predict(model: PaymentSequenceModel, step: Action): void {
  const attempt = 'at' in step ? model.attempts.at(-1 - step.at) : undefined
  if (step.do === 'payByBank') model.payByBank(step.abandons)
  else if (step.do === 'payByCard') model.payByCard(step.abandons)
  else if (step.do === 'notify') attempt && model.notify(attempt, step.outcome)
  else if (step.do === 'certify') model.certify(step.outcome)
  else if (step.do === 'sellOut') model.available = 0
  else if (step.do === 'restock') model.available = 1000
  else if (step.do !== 'return' && step.do !== 'replay') model[step.do]()
}

async function actualState(contract: ContractWithOwner, order: PlacedOrder) {
  const { mails, ...state } = await bankStateOf(runner.api, contract.shop, order)
  const { available } = await bankRecordsOf(runner.api, contract.shop)
  const confirmations = mails.filter((mail) => mail === 'PAYMENT_CONFIRMATION').length
  return { ...state, confirmations, available }
}

const predictedState = (model: PaymentSequenceModel) => ({
  status: model.status,
  isPaid: model.status === 'PAID',
  attempts: model.attempts.map(({ status }) => status),
  unmatchedPayments: model.unmatchedPayments,
  confirmations: model.confirmations,
  available: model.available,
})

async function placeOrder(protocol: (typeof protocolNames)[number]) {
  const contract = runner.contractOf(protocol)
  // Scheduled tasks process all orders, and an earlier sequence's order must not release stock during this one.
  await executeInShop(runner.api, contract.shop, 'update "order" set status_since = now()')
  await executeInShop(runner.api, contract.shop, 'update stock set on_hand = reserved + 1000')
  // Retried because the catalog cache learns of the new stock asynchronously.
  const order = await vi.waitFor(() => placeTestOrder(runner.api, contract.shop, QUANTITY), 30_000)
  return { contract, order }
}

const settings = { numRuns: runs, seed, endOnFailure: runs <= 25 }

test(`any sequence of actions gives the state that the model predicts (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...protocolNames), sequence, async (protocol, steps) => {
      const { contract, order } = await placeOrder(protocol)
      const model = new PaymentSequenceModel(protocol, 1000)
      const payments: string[] = []
      for (const step of steps) {
        const from = model.status
        predict(model, step)
        await runner.perform(contract, order, payments, step)
        const actual = await actualState(contract, order)
        expect(actual, JSON.stringify(step)).toEqual(predictedState(model))
        const to = actual.status as OrderStatusName
        expect([from, ...TRANSITIONS[from]], 'allowed transitions').toContain(to)
      }
    }),
    settings,
  )
}, 600_000)

test(`concurrent actions pay an order at most once and lose neither money nor stock (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...protocolNames),
      fc.array(action, { minLength: 2, maxLength: 5 }),
      expectConsistentAfterRace,
    ),
    settings,
  )
}, 600_000)

/** Starts two attempts, then performs everything at once. Only invariants are checked, because any action may come first. */
async function expectConsistentAfterRace(
  protocol: (typeof protocolNames)[number],
  steps: Action[],
): Promise<void> {
  const { contract, order } = await placeOrder(protocol)
  const payments: string[] = []
  for (const abandons of [false, true])
    await runner.perform(contract, order, payments, { do: 'payByBank', abandons })
  // These actions use the single connection of the database owner, so they cannot run concurrently.
  const usesOwnerConnection = ['certify', 'tenMinutesPass', 'sellOut', 'restock']
  const usable = steps.filter((step) => !usesOwnerConnection.includes(step.do))
  const scheduledTasks = usable.filter((step) => step.do.endsWith('Passes'))
  const rest = usable.filter((step) => !scheduledTasks.includes(step))
  const paid = [0, 1].map((at): Action => ({ do: 'notify', at, outcome: 'paid', copies: 2 }))
  await Promise.all([...rest, ...paid].map((step) => runner.perform(contract, order, [...payments], step)))
  for (const task of scheduledTasks) await runner.perform(contract, order, payments, task)

  const { status, isPaid, attempts, unmatchedPayments, confirmations, available } = await actualState(
    contract,
    order,
  )
  const notifiedPayments = await queryInShop<{ reference: string }>(
    runner.api,
    contract.shop,
    `select distinct a.reference from bank_notification n join payment_attempt a on a.id = n.attempt_id
       join "order" o on o.id = a.order_id where o.code = $1 and n.verdict = 'PAID'`,
    order.code,
  )
  expect(notifiedPayments).toHaveLength(2)
  const paidAttempts = attempts.filter((attempt) => attempt === 'PAID').length
  expect(paidAttempts).toBeLessThanOrEqual(1)
  expect(paidAttempts + unmatchedPayments.length).toBe(2)
  expect(isPaid).toBe(status === 'PAID')
  expect(confirmations).toBe(isPaid ? 1 : 0)
  expect(paidAttempts).toBe(isPaid ? 1 : 0)
  expect(available).toBe(status === 'CANCELLED' || status === 'EXPIRED' ? 1000 : 1000 - QUANTITY)
}
