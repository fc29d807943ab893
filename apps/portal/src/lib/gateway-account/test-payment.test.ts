import { expect, it } from 'vitest'
import type { TestPayment } from './gateway-account.documents.ts'
import { isNotificationExpected, pollDelay } from './test-payment.ts'

const openedAt = '2026-11-24T12:00:00Z'
const after = (minutes: number) => Date.parse(openedAt) + minutes * 60_000
const testPayment = (state: Partial<TestPayment> = {}) =>
  ({ status: 'OPEN', openedAt, notifiedAt: null, refusals: [], ...state }) as unknown as TestPayment

it.each([
  ['started a minute ago', testPayment(), { now: after(1) }, true],
  ['started ten minutes ago', testPayment(), { now: after(10) }, false],
  [
    'started an hour ago, after returning from the bank',
    testPayment(),
    { now: after(60), isReturned: true },
    true,
  ],
  [
    'made with settings that have changed',
    testPayment(),
    { now: after(1), isReturned: true, isOutdated: true },
    false,
  ],
  ['that the bank has answered', testPayment({ notifiedAt: openedAt }), { now: after(1) }, false],
  [
    'whose notification was rejected',
    testPayment({ refusals: [{ receivedAt: openedAt, advice: '' }] }),
    { now: after(1) },
    false,
  ],
])('knows whether a notification is expected for a test payment %s', (_name, payment, context, expected) => {
  expect(isNotificationExpected(payment, { isReturned: false, isOutdated: false, ...context })).toBe(expected)
})

it('polls with growing delays for at most two minutes', () => {
  expect(pollDelay(0)).toBe(1000)
  const delays: number[] = []
  for (let delay = pollDelay(0); delay !== null; delay = pollDelay(delays.length)) delays.push(delay)
  expect(delays).toEqual([...delays].sort((a, b) => a - b))
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThanOrEqual(120_000)
  expect(pollDelay(1000)).toBeNull()
})
