import { outcomes, type Outcome } from '../../../bank-sandbox/src/payment.ts'
import { tampers, type Misbehaviour, type Tamper } from '../../../bank-sandbox/src/misbehaviour.ts'
import { protocols } from '../../../bank-sandbox/src/protocols/protocols.ts'
import type { BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import type { BankState } from './bank-payment.ts'

/** A payment that its buyer has opened at the bank, and what may be done with it. */
export interface OpenedPayment {
  protocol: BankProtocolName
  decide(outcome: Outcome, misbehaviour?: object): Promise<void>
  notify(options: object): Promise<void>
  /** The buyer goes back to the shop. */
  leave(): Promise<void>
  /** Waits until the bank has sent so many notifications. */
  sent(count: number): Promise<void>
  aDayPasses(): Promise<void>
  /** Where another shop of the same bank is notified. */
  elsewhere: string
}

/** How it ends. What is not named is nothing. */
export interface End extends Omit<BankState, 'unmatchedPayments'> {
  unmatchedPayments?: string[]
  /** Mails that are there or not, by which of two messages was first. */
  perhaps?: string[]
  /** Why it stands on the list of refused notifications. */
  refused?: RegExp
  /** Rows of the inbox. */
  inbox: number
  /** UnmatchedPayment of money that belongs to no order of this shop. */
  strays?: string[]
  /** How the bank's deliveries were answered. */
  answered: 'received' | 'refused' | 'both' | 'nothing'
  /** The other shop, whose address was used, has it on record. */
  isFoundElsewhere?: true
}

export interface Case {
  name: string
  happens(payment: OpenedPayment): Promise<void>
  ends: End | ((protocol: BankProtocolName) => End)
}

const PAID: End = {
  status: 'PAID',
  isPaid: true,
  attempts: ['PAID'],
  mails: ['PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE:PAID'],
  inbox: 1,
  answered: 'received',
}
const UNPAID: End = {
  status: 'PENDING_PAYMENT',
  isPaid: false,
  attempts: ['OPEN'],
  mails: [],
  inbox: 0,
  answered: 'nothing',
}
const refusedFor = (reason: RegExp): End => ({ ...UNPAID, answered: 'refused', refused: reason })
const unmatchedAs = (reason: string): End => ({
  ...UNPAID,
  attempts: ['RESCUE'],
  unmatchedPayments: [reason],
  mails: ['PAYMENT_NOTICE:RESCUE'],
  inbox: 1,
  answered: 'received',
})
const STRAY: End = { ...UNPAID, inbox: 1, strays: ['UNKNOWN_REFERENCE'], answered: 'received' }

const paid = (misbehaviour: object) => (payment: OpenedPayment) => payment.decide('paid', misbehaviour)
const FORGED = /^(signature|MAC|seal)$/

/** Each way to tamper with an acceptance. */
const TAMPERS: Record<Tamper, Case['ends']> = {
  none: PAID,
  accents: PAID,
  forged: refusedFor(FORGED),
  unsigned: refusedFor(/^(signature|MAC|seal|unsigned)$/),
  truncated: refusedFor(/^./),
  duplicated: refusedFor(/^duplicated/),
  mode: refusedFor(/^(environment|merchant|signature)$/),
  amount: unmatchedAs('WRONG_AMOUNT'),
  // A bank that names no currency can't name a wrong one.
  currency: (protocol) => (protocols[protocol].omitsCurrency ? PAID : unmatchedAs('WRONG_CURRENCY')),
  reference: STRAY,
  // Where one key signs for every shop, another shop's message is known by its reference alone.
  shop: (protocol) => (protocols[protocol].sharesSigningKey ? STRAY : refusedFor(/^(site|TPE|merchant)$/)),
}

/** What the buyer's choice alone does. */
const ALONE: Record<Outcome, End> = {
  paid: PAID,
  refused: {
    ...UNPAID,
    attempts: ['REFUSED'],
    mails: ['PAYMENT_NOTICE:REFUSED', 'PAYMENT_REFUSED'],
    inbox: 1,
    answered: 'received',
  },
  cancelled: {
    ...UNPAID,
    attempts: ['CANCELLED'],
    mails: ['PAYMENT_NOTICE:CANCELLED'],
    inbox: 1,
    answered: 'received',
  },
  pending: { ...UNPAID, attempts: ['PENDING'], inbox: 1, answered: 'received' },
}

/** Money before all, then what may still become money. */
const STRENGTH: readonly Outcome[] = ['paid', 'pending', 'refused', 'cancelled']

/** The outcome that stands, whichever of the two came first. */
function standing(protocol: BankProtocolName, one: Outcome, other: Outcome): Outcome {
  const both = [one, other]
  // A refusal is a try of its own, unless the bank names no tries; anything else speaks of the same one, and ends it.
  const ending = protocols[protocol].omitsAttempt ? ['cancelled', 'refused'] : ['cancelled']
  const ended = both.includes('pending') && both.find((outcome) => ending.includes(outcome))
  return ended || (STRENGTH.find((outcome) => both.includes(outcome)) ?? one)
}

const isSilent = (protocol: BankProtocolName, outcome: Outcome): boolean =>
  outcome === 'pending' && protocols[protocol].skipsPending === true

const endOf = (protocol: BankProtocolName, outcome: Outcome): End =>
  isSilent(protocol, outcome) ? UNPAID : ALONE[outcome]

function endOfPair(protocol: BankProtocolName, first: Outcome, second: Outcome): End {
  if (first === second || isSilent(protocol, second)) return endOf(protocol, first)
  if (isSilent(protocol, first)) return endOf(protocol, second)
  const stands = standing(protocol, first, second)
  // Who heard of a refusal before the money came isn't made not to have heard of it.
  const before = first === stands ? [] : ALONE[first].mails
  return { ...ALONE[stands], mails: [...before, ...ALONE[stands].mails], inbox: 2 }
}

type Setting = keyof Required<Misbehaviour> | 'replay'

/** Every misbehaviour of the sandbox under the name of its setting: a new setting doesn't compile until it stands here. */
const CASES: Record<Setting, Case[]> = {
  timing: [
    {
      name: 'the notification comes after the buyer returned',
      async happens(payment) {
        await payment.decide('paid', { timing: 'after-return', late: 0.1 })
        await payment.leave()
        await payment.sent(1)
      },
      ends: PAID,
    },
    {
      name: 'the notification never comes, though the buyer returns as one who paid',
      async happens(payment) {
        await payment.decide('paid', { timing: 'never' })
        await payment.leave()
      },
      ends: UNPAID,
    },
    {
      name: 'the notification never comes until the merchant has it sent, a day later',
      async happens(payment) {
        await payment.decide('paid', { timing: 'never' })
        await payment.aDayPasses()
        await payment.notify({ outcome: 'paid', source: 'BO' })
      },
      ends: PAID,
    },
  ],
  late: [
    {
      name: 'late',
      async happens(payment) {
        await payment.decide('paid', { late: 0.2 })
        await payment.leave()
        await payment.sent(1)
      },
      ends: PAID,
    },
  ],
  copies: [
    { name: 'twice', happens: paid({ copies: 2 }), ends: PAID },
    {
      name: 'a refusal twice',
      happens: (payment) => payment.decide('refused', { copies: 2 }),
      ends: ALONE.refused,
    },
  ],
  concurrent: [
    { name: 'three times at once', happens: paid({ copies: 3, concurrent: true }), ends: PAID },
    {
      name: 'refused and paid at once, twice each',
      happens: paid({ sequence: ['refused', 'paid'], copies: 2, concurrent: true }),
      ends: { ...PAID, perhaps: ALONE.refused.mails, inbox: 2 },
    },
  ],
  sequence: [
    ...outcomes.map((outcome): Case => ({
      name: `${outcome} alone`,
      async happens(payment) {
        await payment.decide(outcome)
        await payment.leave()
      },
      ends: (protocol) => endOf(protocol, outcome),
    })),
    ...outcomes.flatMap((first) =>
      outcomes.map((second): Case => ({
        name: `${first}, then ${second}`,
        happens: paid({ sequence: [first, second] }),
        ends: (protocol) => endOfPair(protocol, first, second),
      })),
    ),
  ],
  tamper: [
    ...tampers.map((tamper): Case => ({ name: tamper, happens: paid({ tamper }), ends: TAMPERS[tamper] })),
    ...(['amount', 'currency'] as const).flatMap((tamper): Case[] => [
      {
        name: `another ${tamper}, then the true one`,
        async happens(payment) {
          await payment.decide('paid', { tamper })
          await payment.notify({ outcome: 'paid', source: 'BO' })
        },
        ends: (protocol) => endBeside(protocol, tamper),
      },
      {
        name: `the true one, then another ${tamper}`,
        async happens(payment) {
          await payment.decide('paid')
          await payment.notify({ outcome: 'paid', source: 'BO', tamper })
        },
        ends: (protocol) => endBeside(protocol, tamper),
      },
    ]),
    {
      name: 'forged, and the true one after it',
      async happens(payment) {
        await payment.decide('paid', { tamper: 'forged' })
        await payment.notify({ outcome: 'paid' })
      },
      ends: { ...PAID, refused: FORGED, answered: 'both' },
    },
  ],
  status: [
    {
      name: 'a word that the protocol does not have',
      happens: paid({ status: 'SOMETHING_ELSE' }),
      ends: { ...UNPAID, inbox: 1, answered: 'received' },
    },
  ],
  url: [
    {
      name: 'sent to another shop’s address',
      happens: (payment) => payment.decide('paid', { url: payment.elsewhere }),
      ends: (protocol) => ({
        ...UNPAID,
        isFoundElsewhere: true,
        answered: protocols[protocol].sharesSigningKey ? 'received' : 'refused',
      }),
    },
  ],
  replay: [
    {
      name: 'the very bytes again',
      async happens(payment) {
        await payment.decide('paid')
        await payment.notify({ replay: 0 })
      },
      ends: PAID,
    },
    {
      name: 'the very bytes again tomorrow',
      async happens(payment) {
        await payment.decide('paid')
        await payment.aDayPasses()
        await payment.notify({ replay: 0 })
      },
      ends: PAID,
    },
    {
      name: 'a refusal again tomorrow, when the order is paid',
      async happens(payment) {
        await payment.decide('refused')
        await payment.decide('paid')
        await payment.aDayPasses()
        await payment.notify({ replay: 0 })
      },
      ends: { ...PAID, mails: [...ALONE.refused.mails, ...PAID.mails], inbox: 2 },
    },
  ],
}

/** Money as it was asked for and money that was not, whichever came first: the order is paid, the other is for the merchant. */
function endBeside(protocol: BankProtocolName, tamper: 'amount' | 'currency'): End {
  const wrong = TAMPERS[tamper]
  const alone = typeof wrong === 'function' ? wrong(protocol) : wrong
  if (!alone.unmatchedPayments) return PAID
  return {
    ...PAID,
    unmatchedPayments: alone.unmatchedPayments,
    mails: [...alone.mails, ...PAID.mails],
    inbox: 2,
  }
}

export const misbehaviours: (Case & { setting: string })[] = Object.entries(CASES).flatMap(
  ([setting, cases]) => cases.map((one) => ({ setting, ...one })),
)
