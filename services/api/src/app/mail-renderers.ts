import type { Renderers } from '../mail/send-mail.ts'
import { orderConfirmation } from '../order/mails/order-confirmation.ts'
import { paymentReminder } from '../order/mails/payment-reminder.ts'
import { cardMailChanged } from '../payment/mails/card-mail-changed.ts'
import { cardRequest } from '../payment/mails/card-request.ts'
import { paymentConfirmation } from '../payment/mails/payment-confirmation.ts'
import { paymentNotice } from '../payment/mails/payment-notice.ts'
import { paymentRefused } from '../payment/mails/payment-refused.ts'

/** Who writes each kind of mail. The card's fragment has a way of its own: payment/card/send-card-fragment.ts. */
export const mails: Renderers = {
  ORDER_CONFIRMATION: orderConfirmation,
  PAYMENT_CONFIRMATION: paymentConfirmation,
  PAYMENT_NOTICE: paymentNotice,
  PAYMENT_REFUSED: paymentRefused,
  CARD_REQUEST: cardRequest,
  PAYMENT_REMINDER: paymentReminder,
  CARD_MAIL_CHANGED: cardMailChanged,
}
