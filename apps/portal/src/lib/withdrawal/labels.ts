import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type { WithdrawalStatus } from './withdrawal.documents.ts'

export const withdrawalStatusLabel: Record<WithdrawalStatus, { text: () => string; tone: Tone }> = {
  OPEN: { text: m.withdrawal_status_open, tone: 'amber' },
  REFUNDED: { text: m.withdrawal_status_refunded, tone: 'gray' },
  CLOSED: { text: m.withdrawal_status_closed, tone: 'gray' },
  NOTHING_PAID: { text: m.withdrawal_status_nothing_paid, tone: 'gray' },
}
