import { readOrderFilter, writeOrderFilter, type OrderFilter } from '../order/order-filter.ts'
import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type { OpenTask } from './overview.documents.ts'

interface TaskLabel {
  text: () => string
  /** Amber: money or a buyer waits. */
  tone: Tone
  /** The page of the shop that lists what is counted. */
  path: (now: Date) => string
}

/** The API counts the orders of as many days. */
const RECENT_MS = 30 * 86_400_000

/** The list begins with a whole day, so it may have a few more than were counted. */
const recentDay = (now: Date): string => new Date(now.getTime() - RECENT_MS).toISOString().slice(0, 10)

const orders = (filter: Partial<OrderFilter>): string =>
  `orders${writeOrderFilter({ ...readOrderFilter(new URLSearchParams()), ...filter })}`

export const taskLabel: Record<OpenTask['kind'], TaskLabel> = {
  CERTIFY_PAYMENTS: {
    text: m.task_certify_payments,
    tone: 'amber',
    path: () => orders({ status: 'AWAITING_CERTIFICATION' }),
  },
  CHECK_LATER_NEWS: {
    text: m.task_check_later_news,
    tone: 'amber',
    path: () => orders({ status: 'PAID', progress: 'TO_SHIP', attention: 'LATER_NEWS' }),
  },
  RESOLVE_UNMATCHED_PAYMENTS: {
    text: m.task_resolve_unmatched_payments,
    tone: 'amber',
    path: () => 'unmatched-payments',
  },
  SETTLE_WITHDRAWALS: { text: m.task_settle_withdrawals, tone: 'amber', path: () => 'withdrawals' },
  RESEND_FAILED_MAILS: {
    text: m.task_resend_failed_mails,
    tone: 'amber',
    path: (now) => orders({ attention: 'FAILED_MAIL', from: recentDay(now) }),
  },
  LOOK_UP_BANK_PAYMENTS: {
    text: m.task_look_up_bank_payments,
    tone: 'amber',
    path: (now) => orders({ attention: 'UNANSWERED', from: recentDay(now) }),
  },
  SHIP_ORDERS: {
    text: m.task_ship_orders,
    tone: 'blue',
    path: () => orders({ status: 'PAID', progress: 'TO_SHIP' }),
  },
  REFILL_STOCK: { text: m.task_refill_stock, tone: 'blue', path: () => 'products?status=PUBLISHED&low=1' },
  REPLACE_API_KEYS: { text: m.task_replace_api_keys, tone: 'amber', path: () => 'settings/program-keys' },
}
