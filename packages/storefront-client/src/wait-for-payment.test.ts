import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { waitForPayment } from './wait-for-payment.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const found = (status: string, attempt: string | null) => ({
  status,
  bankAttempt: attempt && { bankName: 'Bank', status: attempt },
})

/** Waits for the payment of an order that is found in each of these states in turn, and then stays in the last one. */
async function wait(...states: (ReturnType<typeof found> | null)[]) {
  let asked = 0
  const order = () => Promise.resolve((states[asked++] ?? states.at(-1)) as never)
  const waiting = waitForPayment({ order }, { code: 'A', token: 't' })
  await vi.runAllTimersAsync()
  return { order: await waiting, asked }
}

const open = found('PENDING_PAYMENT', 'OPEN')

test.each([
  ['is paid', found('PAID', 'PAID')],
  ['was refused, which leaves the order to be paid', found('PENDING_PAYMENT', 'REFUSED')],
  ['was left', found('PENDING_PAYMENT', 'CANCELLED')],
])('ends once the payment %s', async (_what, last) => {
  const pending = found('PENDING_PAYMENT', 'PENDING')
  expect(await wait(open, pending, last)).toEqual({ order: last, asked: 3 })
})

test('ends at once without an attempt, and without an order', async () => {
  const unpaid = found('PENDING_PAYMENT', null)
  expect(await wait(unpaid)).toEqual({ order: unpaid, asked: 1 })
  expect(await wait(null)).toEqual({ order: null, asked: 1 })
})

test('gives up after a minute, with the order as it is', async () => {
  expect(await wait(open)).toEqual({ order: open, asked: 31 })
})
