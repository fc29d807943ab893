import { formatMoney } from '@triclic/money'
import type { EventType } from '../../event/event-types.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { TimelineEntries } from '../../order/timeline-entry.ts'

const text = defineMessages({
  recorded: { en: 'Refund of {amount} recorded', fr: 'Remboursement de {amount} enregistré' },
  recordedAs: {
    en: 'Refund of {amount} recorded, bank reference {reference}',
    fr: 'Remboursement de {amount} enregistré, référence bancaire {reference}',
  },
})

export const refundTimeline: TimelineEntries<Extract<EventType, `refund.${string}`>> = {
  'refund.recorded': ({ amount, currency }, { bankReference: reference }, language) => {
    const shown = formatMoney({ amount, currency }, language)
    const message = reference
      ? text('recordedAs', language, { amount: shown, reference })
      : text('recorded', language, { amount: shown })
    return { kind: 'REFUND_RECORDED', message }
  },
}
