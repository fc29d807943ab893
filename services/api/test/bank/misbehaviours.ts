import { tampers, type Misbehaviour } from '../../../bank-sandbox/src/misbehaviour.ts'
import { outcomes, type Outcome } from '../../../bank-sandbox/src/payment.ts'
import { protocols } from '../../../bank-sandbox/src/protocols/protocols.ts'
import type { BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import {
  NOTIFIED,
  PAID,
  resultOf,
  resultOfBothAmounts,
  resultOfPair,
  TAMPERED,
  UNPAID,
  WRONG_SIGNATURE,
  type ExpectedResult,
} from './misbehaviour-results.ts'

/** A payment that a buyer has started at the bank, and what can happen to it. */
export interface StartedPayment {
  protocol: BankProtocolName
  decide(outcome: Outcome, misbehaviour?: object): Promise<void>
  notify(options: object): Promise<void>
  /** The buyer returns to the shop. */
  returnToShop(): Promise<void>
  /** Waits until the bank has sent this number of notifications. */
  waitForDeliveries(count: number): Promise<void>
  letADayPass(): Promise<void>
  /** Notification URL of another shop at the same bank. */
  otherNotifyUrl: string
}

export interface MisbehaviourCase {
  name: string
  run(payment: StartedPayment): Promise<void>
  result: ExpectedResult
}

const paid = (misbehaviour: object) => (payment: StartedPayment) => payment.decide('paid', misbehaviour)

type Setting = keyof Required<Misbehaviour> | 'replay'

/** Cases by setting of the sandbox's Misbehaviour; a new setting does not compile until it has cases here. */
const CASES: Record<Setting, MisbehaviourCase[]> = {
  timing: [
    {
      name: 'the notification arrives after the buyer has returned',
      async run(payment) {
        await payment.decide('paid', { timing: 'after-return', late: 0.1 })
        await payment.returnToShop()
        await payment.waitForDeliveries(1)
      },
      result: PAID,
    },
    {
      name: 'the buyer returns from a successful payment, but no notification arrives',
      async run(payment) {
        await payment.decide('paid', { timing: 'never' })
        await payment.returnToShop()
      },
      result: UNPAID,
    },
    {
      name: 'the merchant has the missing notification sent a day later',
      async run(payment) {
        await payment.decide('paid', { timing: 'never' })
        await payment.letADayPass()
        await payment.notify({ outcome: 'paid', source: 'BO' })
      },
      result: PAID,
    },
  ],
  late: [
    {
      name: 'the notification is delayed',
      async run(payment) {
        await payment.decide('paid', { late: 0.2 })
        await payment.returnToShop()
        await payment.waitForDeliveries(1)
      },
      result: PAID,
    },
  ],
  copies: [
    { name: 'a payment is notified twice', run: paid({ copies: 2 }), result: PAID },
    {
      name: 'a refusal is notified twice',
      run: (payment) => payment.decide('refused', { copies: 2 }),
      result: NOTIFIED.refused,
    },
  ],
  concurrent: [
    {
      name: 'a payment is notified three times at once',
      run: paid({ copies: 3, concurrent: true }),
      result: PAID,
    },
    {
      name: 'a refusal and a payment are notified twice each, all at once',
      run: paid({ sequence: ['refused', 'paid'], copies: 2, concurrent: true }),
      result: { ...PAID, optionalMails: NOTIFIED.refused.mails, inbox: 2 },
    },
  ],
  sequence: [
    ...outcomes.map((outcome): MisbehaviourCase => ({
      name: `only ${outcome} is notified`,
      async run(payment) {
        await payment.decide(outcome)
        await payment.returnToShop()
      },
      result: (protocol) => resultOf(protocol, outcome),
    })),
    ...outcomes.flatMap((first) =>
      outcomes.map((second): MisbehaviourCase => ({
        name: `${first}, then ${second} is notified`,
        run: paid({ sequence: [first, second] }),
        result: (protocol) => resultOfPair(protocol, first, second),
      })),
    ),
  ],
  tamper: [
    ...tampers.map((tamper): MisbehaviourCase => ({
      name: tamper,
      run: paid({ tamper }),
      result: TAMPERED[tamper],
    })),
    ...(['amount', 'currency'] as const).flatMap((tamper): MisbehaviourCase[] => [
      {
        name: `wrong ${tamper}, then the right one`,
        async run(payment) {
          await payment.decide('paid', { tamper })
          await payment.notify({ outcome: 'paid', source: 'BO' })
        },
        result: (protocol) => resultOfBothAmounts(protocol, tamper, 'wrong'),
      },
      {
        name: `right ${tamper}, then a wrong one`,
        async run(payment) {
          await payment.decide('paid')
          await payment.notify({ outcome: 'paid', source: 'BO', tamper })
        },
        result: (protocol) => resultOfBothAmounts(protocol, tamper, 'right'),
      },
    ]),
    {
      name: 'forged, then genuine',
      async run(payment) {
        await payment.decide('paid', { tamper: 'forged' })
        await payment.notify({ outcome: 'paid' })
      },
      result: { ...PAID, refused: WRONG_SIGNATURE, response: 'both' },
    },
  ],
  status: [
    {
      name: 'the status is unknown to the protocol',
      run: paid({ status: 'SOMETHING_ELSE' }),
      result: { ...UNPAID, inbox: 1, response: 'received' },
    },
  ],
  processedAmount: [
    {
      name: 'only a part of the amount was captured',
      run: paid({ processedAmount: 100 }),
      result: TAMPERED.amount,
    },
  ],
  operation: [
    {
      name: 'a refund is notified about an unpaid order',
      run: paid({ operation: 'CREDIT' }),
      // Only Lyra notifies refunds; the other banks ignore the setting.
      result: (protocol) =>
        protocol === 'lyra' ? { ...UNPAID, inbox: 1, response: 'received' } : resultOf(protocol, 'paid'),
    },
  ],
  url: [
    {
      name: 'the notification is sent to another shop',
      run: (payment) => payment.decide('paid', { url: payment.otherNotifyUrl }),
      result: (protocol) => ({
        ...UNPAID,
        isRecordedInOtherShop: true,
        response: protocols[protocol].sharesSigningKey ? 'received' : 'refused',
      }),
    },
  ],
  replay: [
    {
      name: 'the same bytes again',
      async run(payment) {
        await payment.decide('paid')
        await payment.notify({ replay: 0 })
      },
      result: PAID,
    },
    {
      name: 'the same bytes again a day later',
      async run(payment) {
        await payment.decide('paid')
        await payment.letADayPass()
        await payment.notify({ replay: 0 })
      },
      result: PAID,
    },
    {
      name: 'a refusal again a day later, when the order is already paid',
      async run(payment) {
        await payment.decide('refused')
        await payment.decide('paid')
        await payment.letADayPass()
        await payment.notify({ replay: 0 })
      },
      result: { ...PAID, mails: [...NOTIFIED.refused.mails, ...PAID.mails], inbox: 2 },
    },
  ],
}

export const misbehaviourCases: (MisbehaviourCase & { setting: string })[] = Object.entries(CASES).flatMap(
  ([setting, cases]) => cases.map((misbehaviourCase) => ({ setting, ...misbehaviourCase })),
)
