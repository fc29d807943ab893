import type { CardBrand } from '@triclic/card-core'
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { StaffRef } from '../member/member.type.ts'
import { CardBrandType } from '../shop/shop.type.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { PersonalData } from '../kernel/personal-data.ts'
import { money, Money } from '../kernel/money.type.ts'
import type { ManualMethod } from '../shop/manual-payments.ts'
import { ManualMethodType } from './manual/manual-payment.type.ts'
import type { PaymentAttempt } from './gateway/attempts/payment-attempt.entity.ts'
import type { LaterNewsKind, PaymentAttemptStatus } from './gateway/bank-protocol.ts'
import type { CertificationOfPayment } from './load-payment-relations.ts'
import { BankPaymentStatus } from './gateway/attempts/bank-payment-status.type.ts'
import { DeclineReason } from './card/certify/decline-reason.ts'

export const CertificationOutcome = {
  APPROVED: 'APPROVED',
  REFUSED: 'REFUSED',
  REFERRAL: 'REFERRAL',
} as const
registerEnumType(CertificationOutcome, {
  name: 'CertificationOutcome',
  valuesConfig: {
    REFERRAL: { description: 'The bank asks for a phone call; not final.' },
    APPROVED: { description: 'The order becomes PAID. Final.' },
    REFUSED: { description: 'The order becomes PAYMENT_REFUSED, and its buyer may pay again. Final.' },
  },
  description: 'What a bank answered to a card that a member keyed.',
})

@ObjectType('Certification', {
  description: 'What the bank answered to a card, as a member recorded it. It is never changed.',
})
export class CertificationType {
  @Field(() => CertificationOutcome, {
    description: 'REFERRAL is followed by another one; the others are final.',
  })
  outcome!: keyof typeof CertificationOutcome

  @Field(() => Money, { description: 'What the bank authorized or refused; at most the total of the order.' })
  amount!: Money

  @Field(() => String, {
    nullable: true,
    description:
      '1 to 6 letters and digits, as the terminal prints it; null unless the bank gave one. APPROVED always has it.',
  })
  authorizationNumber!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What the bank calls the payment; null if the member gave none.',
  })
  bankReference!: string | null

  @Field(() => DeclineReason, { nullable: true, description: 'Of REFUSED, if the member gave one.' })
  declineReason!: DeclineReason | null

  @Field(() => DateTime, { description: 'When it was recorded.' })
  certifiedAt!: Date

  @Field(() => StaffRef, { description: 'The member who recorded it.' })
  certifiedBy!: StaffRef

  @Field(() => Boolean, {
    description:
      'Whether this member had revealed the kept digits before certifying. A member who approves a payment without revealing them cannot have read the card number in Triclic.',
  })
  certifierRevealedCard!: boolean

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description: 'For the members of the shop; null without one, or without BUYER_READ.',
  })
  note!: string | null
}

export const toCertificationType = (certification: CertificationOfPayment): CertificationType => ({
  outcome: certification.outcome,
  amount: money(certification.amount, certification.currency),
  authorizationNumber: certification.authorizationNumber ?? null,
  bankReference: certification.bankReference ?? null,
  declineReason: certification.declineReason ?? null,
  certifiedAt: certification.certifiedAt,
  certifiedBy: { name: certification.certifiedByName },
  certifierRevealedCard: certification.certifierRevealedCard,
  note: certification.note ?? null,
})

@ObjectType({
  description: 'A card that a buyer entered for the order, to be keyed at the bank by a member.',
})
export class MerchantCardPayment {
  @Field(() => ID, { description: 'For `revealCard` and `certifyPayment`.' })
  id!: string

  @Field(() => DateTime, { description: 'When the buyer entered it.' })
  takenAt!: Date

  @Field(() => String, {
    description:
      'Match code: four letters, unique within the order. Also in the card fragment mail, so that the parts of two cards are never mixed up.',
  })
  mark!: string

  @Field(() => CardBrandType, { description: 'As the buyer chose it, and as the number says.' })
  brand!: CardBrand

  @PersonalData()
  @Field(() => String, { description: 'Empty once the data of the buyer was erased.' })
  firstSix!: string

  @Field(() => Int, { description: 'How many digits the whole number has.' })
  numberLength!: number

  @PersonalData()
  @Field(() => Int, {
    nullable: true,
    description:
      '1 to 12, the last month in which the card is valid; null without BUYER_READ, or once the data of the buyer was erased.',
  })
  expiryMonth!: number | null

  @PersonalData()
  @Field(() => Int, {
    nullable: true,
    description: 'Four digits; null without BUYER_READ, or once the data of the buyer was erased.',
  })
  expiryYear!: number | null

  @Field(() => Boolean, {
    description:
      'Whether the kept digits can be revealed: false once the payment has ended, its retention period is over or the key is lost.',
  })
  revealable!: boolean
}

export const LaterNews = {
  CAPTURE_FAILED: 'CAPTURE_FAILED',
  PAYMENT_CANCELLED: 'PAYMENT_CANCELLED',
  AUTHORIZATION_EXPIRED: 'AUTHORIZATION_EXPIRED',
  REFUNDED: 'REFUNDED',
  PARTIALLY_CAPTURED: 'PARTIALLY_CAPTURED',
} as const satisfies { [K in LaterNewsKind]: K }
registerEnumType(LaterNews, {
  name: 'LaterNews',
  valuesConfig: {
    CAPTURE_FAILED: { description: 'The bank did not receive the money.' },
    PAYMENT_CANCELLED: { description: 'The payment was cancelled at the bank.' },
    AUTHORIZATION_EXPIRED: { description: 'The payment was not captured in time.' },
    REFUNDED: { description: 'A refund was made at the bank.' },
    PARTIALLY_CAPTURED: { description: 'The bank captured less than the accepted amount.' },
  },
  description: 'What a bank notifies after it has accepted a payment.',
})

@ObjectType({ description: 'A payment of the order on the page of a bank, whatever became of it.' })
export class MerchantBankPayment {
  @Field(() => ID, { description: 'As in `UnmatchedPayment.bankPaymentId` and in the ledger.' })
  id!: string

  @Field(() => String, {
    description: 'What this platform gave the bank to call the payment, for looking it up there.',
  })
  reference!: string

  @Field(() => String, { description: 'As the shop named it when the payment was started.' })
  bank!: string

  @Field(() => BankPaymentStatus, { description: 'What is known of it; the bank may report minutes later.' })
  status!: PaymentAttemptStatus

  @Field(() => Money, { description: 'What the bank took, once it has told; before, what it was asked for.' })
  amount!: Money

  @Field(() => String, {
    nullable: true,
    description: 'Of the buyer’s bank, as this bank notified it; null if it did not.',
  })
  authorizationNumber!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What the bank calls the payment; null until it has told.',
  })
  bankTransactionId!: string | null

  @Field(() => DateTime, { description: 'When its status, or what the bank told, last changed.' })
  updatedAt!: Date

  @Field(() => LaterNews, {
    nullable: true,
    description:
      'What the bank notified last after it had accepted the payment. The order stays PAID; check the payment at the bank before shipping.',
  })
  laterNews!: LaterNewsKind | null

  @Field(() => Money, {
    nullable: true,
    description: 'Refunded by REFUNDED, captured by PARTIALLY_CAPTURED; otherwise null.',
  })
  laterNewsAmount!: Money | null

  @Field(() => DateTime, { nullable: true, description: 'When the bank notified it.' })
  laterNewsAt!: Date | null
}

export const toMerchantBankPayment = (attempt: PaymentAttempt): MerchantBankPayment => ({
  id: attempt.id,
  reference: attempt.reference,
  bank: attempt.bankName,
  status: attempt.status,
  amount: money(attempt.paidAmount ?? attempt.amount, attempt.currency),
  authorizationNumber: attempt.authorizationNumber ?? null,
  bankTransactionId: attempt.bankTransactionId ?? null,
  updatedAt: attempt.updatedAt,
  laterNews: attempt.laterNews ?? null,
  laterNewsAmount:
    typeof attempt.laterNewsAmount === 'number' ? money(attempt.laterNewsAmount, attempt.currency) : null,
  laterNewsAt: attempt.laterNewsAt ?? null,
})

@ObjectType('PaymentSummary', { description: 'How an order was paid, for lists of orders.' })
export class PaymentSummaryType {
  @Field(() => CardBrandType, { nullable: true, description: 'Of the newest card payment.' })
  cardBrand!: CardBrand | null

  @Field(() => String, { nullable: true, description: 'The bank’s name in the newest bank payment.' })
  bank!: string | null

  @Field(() => ManualMethodType, {
    nullable: true,
    description: 'Transfer or cheque, if it was ever chosen.',
  })
  manualMethod!: ManualMethod | null

  @Field(() => Boolean, { description: 'Whether a payment received for the order waits for a decision.' })
  hasOpenUnmatchedPayment!: boolean
}
