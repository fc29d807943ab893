import { formatMoney } from '@triclic/money'
import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import type { BankPayment } from './order.documents.ts'

/** What the bank notified after it had accepted a payment, in a sentence; null for most payments. */
export function laterNewsText({ bank, laterNews, laterNewsAmount }: BankPayment): string | null {
  const amount = laterNewsAmount ? formatMoney(laterNewsAmount, getLocale()) : ''
  switch (laterNews) {
    case 'CAPTURE_FAILED':
      return m.later_news_capture_failed({ bank })
    case 'PAYMENT_CANCELLED':
      return m.later_news_payment_cancelled({ bank })
    case 'AUTHORIZATION_EXPIRED':
      return m.later_news_authorization_expired({ bank })
    case 'REFUNDED':
      return m.later_news_refunded({ bank, amount })
    case 'PARTIALLY_CAPTURED':
      return m.later_news_partially_captured({ bank, amount })
    case null:
      return null
  }
}
