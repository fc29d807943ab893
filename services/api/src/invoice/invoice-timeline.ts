import type { EventType } from '../event/event-types.ts'
import { defineMessages } from '../kernel/messages.ts'
import type { TimelineEntries } from '../order/timeline-entry.ts'

const text = defineMessages({
  invoice: { en: 'Invoice {number} issued', fr: 'Facture {number} émise' },
  creditNote: { en: 'Credit note {number} issued', fr: 'Avoir {number} émis' },
})

export const invoiceTimeline: TimelineEntries<
  Extract<EventType, `invoice.${string}` | `credit_note.${string}`>
> = {
  'invoice.issued': (_data, { invoiceNumber }, language) => ({
    kind: 'INVOICE_ISSUED',
    message: text('invoice', language, { number: invoiceNumber ?? '' }),
  }),
  'credit_note.issued': (_data, { invoiceNumber }, language) => ({
    kind: 'CREDIT_NOTE_ISSUED',
    message: text('creditNote', language, { number: invoiceNumber ?? '' }),
  }),
}
