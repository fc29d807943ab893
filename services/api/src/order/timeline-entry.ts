import type { EventData, EventType } from '../event/event-types.ts'
import type { Language } from '../kernel/errors.ts'

/** Columns of the rows whose ids the event holds; null where it holds none. */
export interface TimelineFacts {
  /** Of the payment attempt. */
  bank: string | null
  reference: string | null
  protocol: string | null
  /** Of the mail. */
  recipient: string | null
  /** Of the member’s action on an unmatched payment; the amount in minor units. */
  amount: number | null
  currency: string | null
  /** Of that action, or of the refund. */
  bankReference: string | null
  /** Of that action, or the note on the order; of a withdrawal that was closed, why. */
  note: string | null
  /** Of the invoice or the credit note. */
  invoiceNumber: string | null
  /** Of the order. */
  cancellationReason: string | null
  /** Of the parcel: a code of fulfillment/carriers.ts, or the name of another carrier. */
  carrier: string | null
}

/** Shows an event in the timeline of its order, in the reader's language. */
export type TimelineEntries<Types extends EventType> = {
  [Type in Types]: (
    data: EventData[Type],
    facts: TimelineFacts,
    language: Language,
  ) => { kind: string; message: string }
}
