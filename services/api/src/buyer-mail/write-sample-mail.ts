import { writeParcelDelivered } from '../fulfillment/mails/parcel-delivered.ts'
import { writeParcelShipped } from '../fulfillment/mails/parcel-shipped.ts'
import { writeReadyForPickup } from '../fulfillment/mails/ready-for-pickup.ts'
import type { Language } from '../kernel/errors.ts'
import type { MailContent } from '../mail/mail-content.ts'
import type { BuyerMailKind } from '../mail/texts/default-texts.ts'
import type { MailWording } from '../mail/texts/mail-wording.ts'
import { writeOrderConfirmation } from '../order/mails/order-confirmation.ts'
import type { OrderMailSource } from '../order/mails/order-mail.ts'
import { writePaymentReminder } from '../order/mails/payment-reminder.ts'
import type { ConfirmedOrder } from '../order/mails/load-confirmed-order.ts'
import { writeBankPaymentRequest } from '../payment/mails/bank-payment-request.ts'
import { writeCardRequest } from '../payment/mails/card-request.ts'
import {
  writeManualPaymentInstructions,
  type ManualPaymentToExplain,
} from '../payment/mails/manual-payment-instructions.ts'
import { writePaymentConfirmation } from '../payment/mails/payment-confirmation.ts'
import { writePaymentRefused } from '../payment/mails/payment-refused.ts'
import { writeRefund } from '../payment/mails/refund.ts'
import { orderPageUrl } from '../shop/load-shop.ts'
import type { Shop } from '../shop/shop.ts'
import type { DeclaredWithdrawal } from '../withdrawal/mails/declared-withdrawal.ts'
import { writeWithdrawalAcknowledgement } from '../withdrawal/mails/withdrawal-acknowledgement.ts'
import { refundDeadline } from '../withdrawal/withdrawal-period.ts'
import { SAMPLE_CODE, sampleOrder } from './sample-order.ts'
import { samplePickup, sampleParcel } from './sample-parcel.ts'

const WRITERS: Record<
  BuyerMailKind,
  (source: OrderMailSource<ConfirmedOrder>, pageUrl: string) => MailContent
> = {
  ORDER_CONFIRMATION: writeOrderConfirmation,
  PAYMENT_CONFIRMATION: (source) => writePaymentConfirmation(source, source.order.total),
  PAYMENT_REFUSED: writePaymentRefused,
  PAYMENT_REMINDER: writePaymentReminder,
  CARD_REQUEST: writeCardRequest,
  PARCEL_SHIPPED: (source) => writeParcelShipped(source, sampleParcel(source.order)),
  READY_FOR_PICKUP: (source) => writeReadyForPickup(source, samplePickup(source.order)),
  PARCEL_DELIVERED: (source) => writeParcelDelivered(source, sampleParcel(source.order)),
  REFUND: (source) => writeRefund(source, { amount: source.order.total, reason: null }),
  BANK_PAYMENT_REQUEST: writeBankPaymentRequest,
  TRANSFER_INSTRUCTIONS: (source) => writeManualPaymentInstructions(source, sampleManualPayment('TRANSFER')),
  CHEQUE_INSTRUCTIONS: (source) => writeManualPaymentInstructions(source, sampleManualPayment('CHEQUE')),
  WITHDRAWAL: (source) => writeWithdrawalAcknowledgement(source, sampleWithdrawal(source)),
}

/** All of the order, now. */
const sampleWithdrawal = ({ order, shop }: OrderMailSource<ConfirmedOrder>): DeclaredWithdrawal => ({
  withdrawnAt: new Date(),
  refundDueAt: refundDeadline(new Date(), shop.timeZone),
  name: `${order.billingAddress.firstName} ${order.billingAddress.lastName}`,
  email: order.email,
  lines: order.lines.map(({ productName, variantName, quantity }) => ({
    productName,
    variantName,
    quantity,
  })),
})

/** A week from now. The account is the example of SWIFT's registry. */
const sampleManualPayment = (method: ManualPaymentToExplain['method']): ManualPaymentToExplain => ({
  method,
  dueAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  instructions: {
    holder: 'Camille Martin',
    iban: 'FR1420041010050500013M02606',
    bic: 'PSSTFRPPPAR',
    payee: 'Camille Martin',
    address: '1 rue de la Paix\n75002 Paris',
  },
})

/** A mail as a buyer would get it, about an order that nobody placed. Its links lead to the shop and open no order. */
export function writeSampleMail(
  shop: Shop,
  { kind, language, wording }: { kind: BuyerMailKind; language: Language; wording: MailWording },
): MailContent {
  const page = orderPageUrl(shop)
  const orderUrl = page && `${page}#${SAMPLE_CODE[language]}`
  const source = { shop, order: sampleOrder(shop, language), wording, orderUrl }
  return WRITERS[kind](source, orderUrl ?? '#')
}
