import type { Renderers } from '../mail/send-mail.ts'
import { orderConfirmation } from '../order/mails/order-confirmation.ts'
import { paymentReminder } from '../order/mails/payment-reminder.ts'
import { cardMailChanged } from '../payment/mails/card-mail-changed.ts'
import { cardRequest } from '../payment/mails/card-request.ts'
import { openPgpKeyCode } from '../payment/mails/key-code.ts'
import { paymentConfirmation } from '../payment/mails/payment-confirmation.ts'
import { paymentNotice } from '../payment/mails/payment-notice.ts'
import { paymentRefused } from '../payment/mails/payment-refused.ts'
import { revealLimitReached } from '../payment/mails/reveal-limit-reached.ts'

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
  PAYMENT_REMINDER: paymentReminder,
  CARD_MAIL_CHANGED: cardMailChanged,
  OPENPGP_KEY_CODE: openPgpKeyCode,
  REVEAL_LIMIT_REACHED: revealLimitReached,
}
