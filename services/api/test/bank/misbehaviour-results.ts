import type { Tamper } from '../../../bank-sandbox/src/misbehaviour.ts'
import type { Outcome } from '../../../bank-sandbox/src/payment.ts'
import { protocols } from '../../../bank-sandbox/src/protocols/protocols.ts'
import type { BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import type { BankState } from './bank-payment.ts'

/** The expected result of a misbehaviour. Omitted lists are empty. */
export interface Result extends Omit<BankState, 'unmatchedPayments'> {
  unmatchedPayments?: string[]
  /** Mails that are sent or not, depending on which of two concurrent messages is processed first. */
  optionalMails?: string[]
  /** Reason of the refused notification, if one is recorded. */
  refused?: RegExp
  /** Number of new notifications in the inbox. */
  inbox: number
  /** Reasons of unmatched payments without an order. */
  unmatchedWithoutOrder?: string[]
  /** How the shop responded to the bank's deliveries. */
  response: 'received' | 'refused' | 'both' | 'none'
  /** The notification is recorded in the other shop, to whose URL it was sent. */
  isRecordedInOtherShop?: true
}

export type ExpectedResult = Result | ((protocol: BankProtocolName) => Result)

export const PAID: Result = {
  status: 'PAID',
  isPaid: true,
  attempts: ['PAID'],
  mails: ['PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE:PAID'],
  inbox: 1,
  response: 'received',
}
export const UNPAID: Result = {
  status: 'PENDING_PAYMENT',
  isPaid: false,
  attempts: ['OPEN'],
  mails: [],
  inbox: 0,
  response: 'none',
}
const refusedWith = (reason: RegExp): Result => ({ ...UNPAID, response: 'refused', refused: reason })
const unmatchedWith = (reason: string): Result => ({
  ...UNPAID,
  attempts: ['RESCUE'],
  unmatchedPayments: [reason],
  mails: ['PAYMENT_NOTICE:RESCUE'],
  inbox: 1,
  response: 'received',
})
const UNKNOWN_REFERENCE: Result = {
  ...UNPAID,
  inbox: 1,
  unmatchedWithoutOrder: ['UNKNOWN_REFERENCE'],
  response: 'received',
}
export const WRONG_SIGNATURE = /^(signature|MAC|seal)$/

/** Result of a payment whose notification is tampered with. */
export const TAMPERED: Record<Tamper, ExpectedResult> = {
  none: PAID,
  accents: PAID,
  forged: refusedWith(WRONG_SIGNATURE),
  unsigned: refusedWith(/^(signature|MAC|seal|unsigned)$/),
  truncated: refusedWith(/^./),
  duplicated: refusedWith(/^duplicated/),
  mode: refusedWith(/^(environment|merchant|signature)$/),
  amount: unmatchedWith('WRONG_AMOUNT'),
  // A notification without currency cannot contain a wrong one.
  currency: (protocol) => (protocols[protocol].omitsCurrency ? PAID : unmatchedWith('WRONG_CURRENCY')),
  reference: UNKNOWN_REFERENCE,
  // If the bank signs for all shops with one key, only the reference shows that the message is for another shop.
  shop: (protocol) =>
    protocols[protocol].sharesSigningKey ? UNKNOWN_REFERENCE : refusedWith(/^(site|TPE|merchant)$/),
}

/** Result of a single genuine notification. */
export const NOTIFIED: Record<Outcome, Result> = {
  paid: PAID,
  refused: {
    ...UNPAID,
    attempts: ['REFUSED'],
    mails: ['PAYMENT_NOTICE:REFUSED', 'PAYMENT_REFUSED'],
    inbox: 1,
    response: 'received',
  },
  cancelled: {
    ...UNPAID,
    attempts: ['CANCELLED'],
    mails: ['PAYMENT_NOTICE:CANCELLED'],
    inbox: 1,
    response: 'received',
  },
  pending: { ...UNPAID, attempts: ['PENDING'], inbox: 1, response: 'received' },
}

/** The order of precedence: a payment first, then an outcome that may still become a payment. */
const PRECEDENCE: readonly Outcome[] = ['paid', 'pending', 'refused', 'cancelled']

/** The outcome that prevails, in whichever order the two notifications arrive. */
function prevailingOutcome(protocol: BankProtocolName, one: Outcome, other: Outcome): Outcome {
  const both = [one, other]
  // A refusal is a transaction of its own, unless the bank does not identify transactions. Any other outcome belongs to
  // the pending transaction and ends it.
  const final = protocols[protocol].omitsAttempt ? ['cancelled', 'refused'] : ['cancelled']
  const endOfPending = both.includes('pending') && both.find((outcome) => final.includes(outcome))
  return endOfPending || (PRECEDENCE.find((outcome) => both.includes(outcome)) ?? one)
}

const isNotNotified = (protocol: BankProtocolName, outcome: Outcome): boolean =>
  outcome === 'pending' && protocols[protocol].skipsPending === true

/** Result of one outcome at this bank. */
export const resultOf = (protocol: BankProtocolName, outcome: Outcome): Result =>
  isNotNotified(protocol, outcome) ? UNPAID : NOTIFIED[outcome]

/** Result of two outcomes notified one after the other. */
export function resultOfPair(protocol: BankProtocolName, first: Outcome, second: Outcome): Result {
  if (first === second || isNotNotified(protocol, second)) return resultOf(protocol, first)
  if (isNotNotified(protocol, first)) return resultOf(protocol, second)
  const prevailing = prevailingOutcome(protocol, first, second)
  const earlierMails = first === prevailing ? [] : NOTIFIED[first].mails
  return { ...NOTIFIED[prevailing], mails: [...earlierMails, ...NOTIFIED[prevailing].mails], inbox: 2 }
}

/**
 * Result of a wrong amount or currency, then the right one: the order is paid, the wrong money is unmatched. In the other
 * order, a lower amount of the same transaction means that only a part was captured.
 */
export function resultOfBothAmounts(
  protocol: BankProtocolName,
  tamper: 'amount' | 'currency',
  first: 'wrong' | 'right',
): Result {
  const tampered = TAMPERED[tamper]
  const { unmatchedPayments, mails } = typeof tampered === 'function' ? tampered(protocol) : tampered
  if (!unmatchedPayments) return PAID
  if (tamper === 'amount' && first === 'right')
    return { ...PAID, mails: [...PAID.mails, 'PAYMENT_NOTICE:PARTIALLY_CAPTURED'], inbox: 2 }
  return { ...PAID, unmatchedPayments, mails: [...mails, ...PAID.mails], inbox: 2 }
}
