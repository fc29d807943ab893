import { formatMoney } from '@triclic/money'
import type { EventType } from '../../event/event-types.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { TimelineEntries } from '../../order/timeline-entry.ts'

const chosen = defineMessages({
  TRANSFER: { en: 'To be paid by transfer', fr: 'À payer par virement' },
  CHEQUE: { en: 'To be paid by cheque', fr: 'À payer par chèque' },
})
const received = defineMessages({
  TRANSFER: { en: 'Transfer of {amount} received', fr: 'Virement de {amount} reçu' },
  CHEQUE: { en: 'Cheque of {amount} received', fr: 'Chèque de {amount} reçu' },
})
const part = defineMessages({
  incomplete: {
    en: '{receipt}, {sum} of {total} so far',
    fr: '{receipt}, {sum} sur {total} à ce jour',
  },
})
const undone = defineMessages({
  TRANSFER: {
    en: 'Recorded transfer of {amount} undone',
    fr: 'Enregistrement du virement de {amount} annulé',
  },
  CHEQUE: { en: 'Recorded cheque of {amount} undone', fr: 'Enregistrement du chèque de {amount} annulé' },
})

/** Events of transfers and cheques. */
export const manualPaymentTimeline: TimelineEntries<Extract<EventType, `manual_payment.${string}`>> = {
  'manual_payment.chosen': ({ method }, _facts, language) => ({
    kind: 'MANUAL_PAYMENT_CHOSEN',
    message: chosen(method, language),
  }),
  'manual_payment.received': (data, _facts, language) => {
    const { method, amount, currency, total, isPaid } = data
    const format = (value: number) => formatMoney({ amount: value, currency }, language)
    const receipt = received(method, language, { amount: format(amount) })
    const isIncomplete = !isPaid && data.received < total
    return {
      kind: 'RECEIPT_RECORDED',
      message: isIncomplete
        ? part('incomplete', language, { receipt, sum: format(data.received), total: format(total) })
        : receipt,
    }
  },
  'manual_payment.receipt_undone': ({ method, amount, currency }, _facts, language) => ({
    kind: 'RECEIPT_UNDONE',
    message: undone(method, language, { amount: formatMoney({ amount, currency }, language) }),
  }),
}
