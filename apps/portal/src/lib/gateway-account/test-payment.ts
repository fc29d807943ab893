import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type { TestPayment } from './gateway-account.documents.ts'

const RECENT_MS = 10 * 60_000

/**
 * Whether the bank's notification may still arrive: the member has returned from the bank, or started the test payment
 * less than ten minutes before `now` (milliseconds). An outdated test payment was made with other settings.
 */
export function isNotificationExpected(
  testPayment: TestPayment,
  { isReturned, isOutdated, now }: { isReturned: boolean; isOutdated: boolean; now: number },
): boolean {
  if (isOutdated || testPayment.notifiedAt || testPayment.refusals.length) return false
  return isReturned || now - Date.parse(testPayment.openedAt) < RECENT_MS
}

const delaysSeconds = [1, 1, 2, 2, 3, 3, 5, 5, 8, 8, 10, 10, 15, 15, 20]

/** Milliseconds until the page polls again after `polls` polls; null after about two minutes in total. */
export function pollDelay(polls: number): number | null {
  const delay = delaysSeconds[polls]
  return delay === undefined ? null : delay * 1000
}

interface Assessment {
  kind: 'outdated' | 'works' | 'mismatched' | 'rejected' | 'waiting' | 'no-answer'
  tone: Tone
  text: () => string
}

/** What a test payment shows about the settings of the gateway account. */
export function assessTestPayment(
  testPayment: TestPayment,
  { isWaiting, isOutdated }: { isWaiting: boolean; isOutdated: boolean },
): Assessment {
  if (isOutdated) return { kind: 'outdated', tone: 'gray', text: m.test_payment_outdated }
  if (testPayment.status === 'MISMATCHED')
    return { kind: 'mismatched', tone: 'red', text: m.test_payment_mismatched }
  if (testPayment.notifiedAt) return { kind: 'works', tone: 'green', text: m.test_payment_works }
  if (testPayment.refusals.length) return { kind: 'rejected', tone: 'red', text: m.test_payment_rejected }
  return isWaiting
    ? { kind: 'waiting', tone: 'blue', text: m.test_payment_waiting }
    : { kind: 'no-answer', tone: 'amber', text: m.test_payment_no_answer }
}
