import { testMail } from '../buyer-mail/test-mail.ts'
import { parcelDelivered } from '../fulfillment/mails/parcel-delivered.ts'
import { parcelShipped } from '../fulfillment/mails/parcel-shipped.ts'
import { readyForPickup } from '../fulfillment/mails/ready-for-pickup.ts'
import type { Renderers } from '../mail/send-mail.ts'
import { orderConfirmation } from '../order/mails/order-confirmation.ts'
import { paymentReminder } from '../order/mails/payment-reminder.ts'
import { bankPaymentRequest } from '../payment/mails/bank-payment-request.ts'
import { cardMailChanged } from '../payment/mails/card-mail-changed.ts'
import { cardRequest } from '../payment/mails/card-request.ts'
import { openPgpKeyCode } from '../payment/mails/key-code.ts'
import { manualPaymentInstructions } from '../payment/mails/manual-payment-instructions.ts'
import { paymentConfirmation } from '../payment/mails/payment-confirmation.ts'
import { paymentNotice } from '../payment/mails/payment-notice.ts'
import { paymentRefused } from '../payment/mails/payment-refused.ts'
import { refund } from '../payment/mails/refund.ts'
import { revealLimitReached } from '../payment/mails/reveal-limit-reached.ts'
import { webhookGone } from '../webhook/webhook-gone.ts'
import { withdrawalAcknowledgement } from '../withdrawal/mails/withdrawal-acknowledgement.ts'
import { withdrawalNotice } from '../withdrawal/mails/withdrawal-notice.ts'

/**
 * The renderer of each kind of mail, except the card fragment mail, which payment/card/custody/send-card-fragment.ts
 * renders and sends.
 */
export const mailRenderers: Renderers = {
  ORDER_CONFIRMATION: orderConfirmation,
  PAYMENT_CONFIRMATION: paymentConfirmation,
  PAYMENT_NOTICE: paymentNotice,
  PAYMENT_REFUSED: paymentRefused,
  CARD_REQUEST: cardRequest,
  BANK_PAYMENT_REQUEST: bankPaymentRequest,
  TRANSFER_INSTRUCTIONS: manualPaymentInstructions,
  CHEQUE_INSTRUCTIONS: manualPaymentInstructions,
  PAYMENT_REMINDER: paymentReminder,
  REFUND: refund,
  CARD_MAIL_CHANGED: cardMailChanged,
  OPENPGP_KEY_CODE: openPgpKeyCode,
  REVEAL_LIMIT_REACHED: revealLimitReached,
  TEST_MAIL: testMail,
  PARCEL_SHIPPED: parcelShipped,
  READY_FOR_PICKUP: readyForPickup,
  PARCEL_DELIVERED: parcelDelivered,
  WITHDRAWAL: withdrawalAcknowledgement,
  WITHDRAWAL_NOTICE: withdrawalNotice,
  WEBHOOK_GONE: webhookGone,
}
