import type { EventType } from '../event/event-types.ts'
import { defineMessages } from '../kernel/messages.ts'
import type { TimelineEntries } from '../order/timeline-entry.ts'

const text = defineMessages({
  whole: {
    en: 'The buyer withdrew from the whole purchase',
    fr: 'Rétractation du client pour toute la commande',
  },
  part: {
    en: 'The buyer withdrew from a part of the purchase',
    fr: 'Rétractation du client pour une partie de la commande',
  },
  returned: { en: 'Goods of the withdrawal returned', fr: 'Articles de la rétractation retournés' },
  closed: { en: 'Withdrawal closed without a refund', fr: 'Rétractation clôturée sans remboursement' },
  closedFor: {
    en: 'Withdrawal closed without a refund: {reason}',
    fr: 'Rétractation clôturée sans remboursement\u00a0: {reason}',
  },
})

export const withdrawalTimeline: TimelineEntries<Extract<EventType, `withdrawal.${string}`>> = {
  'withdrawal.made': ({ isWhole }, _facts, language) => ({
    kind: 'WITHDRAWN',
    message: text(isWhole ? 'whole' : 'part', language),
  }),
  'withdrawal.goods_returned': (_data, _facts, language) => ({
    kind: 'GOODS_RETURNED',
    message: text('returned', language),
  }),
  'withdrawal.closed': (_data, { note: reason }, language) => ({
    kind: 'WITHDRAWAL_CLOSED',
    message: reason ? text('closedFor', language, { reason }) : text('closed', language),
  }),
}
