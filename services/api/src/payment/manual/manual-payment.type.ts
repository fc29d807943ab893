import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'
import { formatIban } from '../../kernel/iban.ts'
import { LocalDate } from '../../kernel/local-date.type.ts'
import { money, Money } from '../../kernel/money.type.ts'
import { PersonalData } from '../../kernel/personal-data.ts'
import { StaffRef } from '../../member/member.type.ts'
import type { Order } from '../../order/order.entity.ts'
import { PaymentMethod } from '../../shop/payment-method.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'
import type { FoundManualPayment } from './find-manual-payment.ts'
import type { ManualReceipt } from './manual-receipt.ts'

export const ManualMethodType = { TRANSFER: 'TRANSFER', CHEQUE: 'CHEQUE' } as const satisfies {
  [M in ManualMethod]: M
}
registerEnumType(ManualMethodType, {
  name: 'ManualMethod',
  description: 'A way to pay whose receipt a member records.',
  valuesConfig: {
    CHEQUE: { description: 'A cheque sent to the shop.' },
    TRANSFER: { description: 'A transfer to the account of the shop.' },
  },
})

@ObjectType('ManualPayment', { description: 'What a buyer who pays by transfer or cheque has to do.' })
export class ManualPaymentType {
  @Field(() => PaymentMethod, { description: 'TRANSFER or CHEQUE.' })
  method!: ManualMethod

  @Field(() => Money, { description: 'To be paid in one sum.' })
  amount!: Money

  @Field(() => String, {
    description: 'To be given with the transfer, or written on the back of the cheque.',
  })
  reference!: string

  @Field(() => DateTime, { description: 'The order is cancelled if the money has not arrived by then.' })
  dueAt!: Date

  @Field(() => String, { nullable: true, description: 'TRANSFER only: the holder of the account.' })
  accountHolder!: string | null

  @Field(() => String, { nullable: true, description: 'TRANSFER only, in groups of four.' })
  iban!: string | null

  @Field(() => String, { nullable: true, description: 'TRANSFER only.' })
  bic!: string | null

  @Field(() => String, { nullable: true, description: 'CHEQUE only: to whom it is payable.' })
  payee!: string | null

  @Field(() => String, { nullable: true, description: 'CHEQUE only: lines of text.' })
  postalAddress!: string | null

  @Field(() => String, { nullable: true, description: 'What the shop adds.' })
  note!: string | null
}

export const toManualPaymentType = (
  { method, instructions, dueAt }: FoundManualPayment,
  order: Pick<Order, 'code' | 'total' | 'currency'>,
): ManualPaymentType => ({
  method,
  amount: money(order.total, order.currency),
  reference: order.code,
  dueAt: new Date(dueAt),
  accountHolder: instructions.holder ?? null,
  iban: instructions.iban ? formatIban(instructions.iban) : null,
  bic: instructions.bic ?? null,
  payee: instructions.payee ?? null,
  postalAddress: instructions.address ?? null,
  note: instructions.note ?? null,
})

@ObjectType('ManualPaymentChoice', { description: 'The way to pay that was chosen last.' })
export class ManualPaymentChoice {
  @Field(() => ManualMethodType, { description: 'A transfer or a cheque.' })
  method!: ManualMethod

  @Field(() => DateTime, { description: 'When the buyer, or a member for the buyer, chose it.' })
  chosenAt!: Date

  @Field(() => DateTime, { description: 'The order expires if the money was not recorded by then.' })
  dueAt!: Date
}

@ObjectType('ManualReceipt', { description: 'A transfer or cheque that a member recorded as received.' })
export class ManualReceiptType {
  @Field(() => ID, { description: 'For `undoReceipt` and `RecordReceiptInput.knownReceipts`.' })
  id!: string

  @Field(() => ManualMethodType, { description: 'How the money came; it need not be what the buyer chose.' })
  method!: ManualMethod

  @Field(() => Money, { description: 'In the currency of the order.' })
  amount!: Money

  @Field(() => LocalDate, { description: 'The day in the shop’s time zone, as the member gave it.' })
  receivedOn!: string

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description:
      'What the bank calls it, or the number of the cheque; null without one, or without BUYER_READ.',
  })
  reference!: string | null

  @Field(() => Boolean, { description: 'Whether the order became PAID with it.' })
  paidOrder!: boolean

  @Field(() => DateTime, { description: 'When it was recorded here.' })
  recordedAt!: Date

  @Field(() => StaffRef, { description: 'The member who recorded it.' })
  recordedBy!: StaffRef

  @Field(() => DateTime, { nullable: true, description: 'Null unless it was recorded by mistake.' })
  undoneAt!: Date | null

  @Field(() => StaffRef, {
    nullable: true,
    description: 'The member who undid it; null unless it was recorded by mistake.',
  })
  undoneBy!: StaffRef | null
}

export const toManualReceiptType = (receipt: ManualReceipt): ManualReceiptType => ({
  id: receipt.id,
  method: receipt.method,
  amount: money(receipt.amount, receipt.currency),
  receivedOn: receipt.receivedOn,
  reference: receipt.reference,
  paidOrder: receipt.paidOrder,
  recordedAt: new Date(receipt.recordedAt),
  recordedBy: { name: receipt.recordedByName },
  undoneAt: receipt.undoneAt ? new Date(receipt.undoneAt) : null,
  undoneBy: receipt.undoneByName ? { name: receipt.undoneByName } : null,
})

@InputType('RecordReceiptInput', { description: 'A transfer or cheque that arrived.' })
export class RecordReceiptInputType {
  @Field(() => String, { description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.' })
  orderCode!: string

  @Field(() => ManualMethodType, { description: 'How the money came; it need not be what the buyer chose.' })
  method!: ManualMethod

  @Field(() => Int, { description: 'Minor units in the currency of the order.' })
  amount!: number

  @Field(() => LocalDate, { description: 'In the shop’s time zone; not in the future.' })
  receivedOn!: string

  @Field(() => String, {
    nullable: true,
    description: 'What the bank calls it, or the number of the cheque.',
  })
  reference?: string | null

  @Field(() => [ID], {
    description:
      'Ids of the receipts that the member was shown: RECEIPT_RECORDED_MEANWHILE if the order has another one.',
  })
  knownReceipts!: string[]
}

@InputType('PayManuallyInput', { description: 'The choice of a transfer or a cheque.' })
export class PayManuallyInputType {
  @Field(() => String, { description: '`Order.code`.' })
  orderCode!: string

  @Field(() => String, { description: '`Order.token`.' })
  orderToken!: string

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Abandons an unfinished payment at the bank.',
  })
  abandonOpenAttempt?: boolean | null
}
