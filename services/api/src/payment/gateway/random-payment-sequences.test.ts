import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { outcomes } from '../../../../bank-sandbox/src/payment.ts'
import {
  PaymentSequenceModel,
  QUANTITY,
  TABLE,
  type Action,
  type OrderStatusName,
} from '../../../test/bank/payment-sequence-model.ts'
import { PaymentSequenceRunner, type Seat } from '../../../test/bank/payment-sequence-runner.ts'
import { placeTestOrder, type PlacedOrder } from '../../../test/bank/bank.ts'
import { bankRecordsOf, bankStateOf } from '../../../test/bank/bank-payment.ts'
import { changeIn, rowsIn } from '../../../test/card.ts'
import { protocolNames } from './protocols/protocols.ts'

/** A longer walk: BANK_RUNS=500; the same walk again: BANK_SEED=<the number in the test's name>. */
const runs = Number(process.env.BANK_RUNS ?? 25)
const seed = Number(process.env.BANK_SEED ?? Date.now() % 2_000_000_000)

let world: PaymentSequenceRunner
beforeAll(async () => {
  world = await PaymentSequenceRunner.open()
}, 60_000)
afterAll(() => world?.close(), 60_000)

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
/** Every walk begins at the bank, since elsewhere there is little to see. */
const walk = fc
  .array(action, { minLength: 2, maxLength: 10 })
  .map((steps): Action[] => [{ do: 'payByBank', abandons: false }, ...steps])

function foretell(life: PaymentSequenceModel, step: Action): void {
  const trip = 'at' in step ? life.trips.at(-1 - step.at) : undefined
  if (step.do === 'payByBank') life.payByBank(step.abandons)
  else if (step.do === 'payByCard') life.payByCard(step.abandons)
  else if (step.do === 'notify') trip && life.notify(trip, step.outcome)
  else if (step.do === 'certify') life.certify(step.outcome)
  else if (step.do === 'sellOut') life.available = 0
  else if (step.do === 'restock') life.available = 1000
  else if (step.do !== 'return' && step.do !== 'replay') life[step.do]()
}

async function look(membership: Seat, order: PlacedOrder) {
  const { mails, ...state } = await bankStateOf(world.api, membership.shop, order)
  const { available } = await bankRecordsOf(world.api, membership.shop)
  const confirmations = mails.filter((mail) => mail === 'PAYMENT_CONFIRMATION').length
  return { ...state, confirmations, available }
}

const foretold = (life: PaymentSequenceModel) => ({
  status: life.status,
  isPaid: life.status === 'PAID',
  attempts: life.trips.map(({ status }) => status),
  unmatchedPayments: life.unmatchedPayments,
  confirmations: life.confirmations,
  available: life.available,
})

async function begin(protocol: (typeof protocolNames)[number]) {
  const membership = world.seatOf(protocol)
  // Sweeps look at every order: one of an earlier walk is not to give its stock back in this one.
  await changeIn(world.api, membership.shop, 'update "order" set status_since = now()')
  await changeIn(world.api, membership.shop, 'update stock set available = 1000')
  // The catalog hears a moment later that the shelf is full again.
  return {
    membership,
    order: await vi.waitFor(() => placeTestOrder(world.api, membership.shop, QUANTITY), 30_000),
  }
}

const settings = { numRuns: runs, seed, endOnFailure: runs <= 25 }

test(`any interleaving goes by the table, step for step (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...protocolNames), walk, async (protocol, steps) => {
      const { membership, order } = await begin(protocol)
      const life = new PaymentSequenceModel(protocol, 1000)
      const trips: string[] = []
      for (const step of steps) {
        const from = life.status
        foretell(life, step)
        await world.act(membership, order, trips, step)
        const is = await look(membership, order)
        expect(is, JSON.stringify(step)).toEqual(foretold(life))
        const to = is.status as OrderStatusName
        expect([from, ...TABLE[from]], 'the table').toContain(to)
      }
    }),
    settings,
  )
}, 600_000)

test(`all at once: at most one payment, no money lost, no stock lost or doubled (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...protocolNames),
      fc.array(action, { minLength: 2, maxLength: 5 }),
      race,
    ),
    settings,
  )
}, 600_000)

/** Two trips of one order, one given up, then everything at the same moment: no oracle knows who is first. */
async function race(protocol: (typeof protocolNames)[number], steps: Action[]): Promise<void> {
  const { membership, order } = await begin(protocol)
  const trips: string[] = []
  for (const abandons of [false, true])
    await world.act(membership, order, trips, { do: 'payByBank', abandons })
  // What looks or writes as the owner shares one connection, and can't be at the same time.
  const doors = steps.filter((step) => !['certify', 'tenMinutesPass', 'sellOut', 'restock'].includes(step.do))
  const scheduledTasks = doors.filter((step) => step.do.endsWith('Passes'))
  const rest = doors.filter((step) => !scheduledTasks.includes(step))
  const paid = [0, 1].map((at): Action => ({ do: 'notify', at, outcome: 'paid', copies: 2 }))
  const atOnce = [...rest, ...paid].map((step) => world.act(membership, order, [...trips], step))
  await Promise.all(atOnce)
  for (const sweep of scheduledTasks) await world.act(membership, order, trips, sweep)

  const { status, isPaid, attempts, unmatchedPayments, confirmations, available } = await look(
    membership,
    order,
  )
  const moneys = await rowsIn<{ reference: string }>(
    world.api,
    membership.shop,
    `select distinct a.reference from bank_notification n join payment_attempt a on a.id = n.attempt_id
       join "order" o on o.id = a.order_id where o.code = $1 and n.verdict = 'PAID'`,
    order.code,
  )
  expect(moneys).toHaveLength(2)
  const counted = attempts.filter((attempt) => attempt === 'PAID').length
  expect(counted).toBeLessThanOrEqual(1)
  expect(counted + unmatchedPayments.length).toBe(2)
  expect(isPaid).toBe(status === 'PAID')
  expect(confirmations).toBe(isPaid ? 1 : 0)
  expect(counted).toBe(isPaid ? 1 : 0)
  expect(available).toBe(status === 'CANCELLED' || status === 'EXPIRED' ? 1000 : 1000 - QUANTITY)
}
