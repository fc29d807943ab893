import type { MerchantContext } from '../app/context.ts'
import type { EventData, EventType } from '../event/event-types.ts'
import type { Language } from '../kernel/errors.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import type { OrderEventType } from './order-event.type.ts'
import type { TimelineEntries, TimelineFacts } from './timeline-entry.ts'

interface TimelineRow extends TimelineFacts {
  orderId: string
  /** As PostgreSQL writes it. */
  at: string
  by: string
  /** Of an event. */
  type: EventType
  data: EventData[EventType]
  /** Of an entry that was written before there were events; null for an event. */
  kind: string | null
  message: string
}

/** Timelines of several orders, oldest entry first, with one statement. */
export const timelineRowsOfOrders: BatchQuery<TimelineRow> = (ctx: MerchantContext, ids) =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<TimelineRow[]>(SELECT_TIMELINE, [shop.id, toArray(ids), shop.id, toArray(ids)]),
  )

/** The row without what members typed and without addresses, for a reader who must not learn who the buyer is. */
export const withoutPersonalData = (row: TimelineRow): TimelineRow => ({
  ...row,
  recipient: null,
  note: null,
  cancellationReason: null,
  message: '',
})

/** The row as shown to a reader of the language. */
export function toOrderEvent(
  row: TimelineRow,
  entries: TimelineEntries<EventType>,
  language: Language,
): OrderEventType {
  const { by, type, data, kind, message } = row
  const at = new Date(row.at)
  if (kind !== null) return { at, by, kind, message }
  const describe = entries[type] as (
    data: EventData[EventType],
    facts: TimelineFacts,
    language: Language,
  ) => { kind: string; message: string }
  return { at, by, ...describe(data, row, language) }
}

const SELECT_TIMELINE = `
  select e.order_id as "orderId", e.sequence, e.id, e.at, coalesce(m.name, k.name, e.actor) as by, e.type, e.data,
    null as kind, null as message, a.bank_name as bank, a.reference, a.protocol, mail.recipient,
   act.amount, act.currency, coalesce(act.bank_reference, r.bank_reference) as "bankReference", coalesce(act.note, w.close_reason, n.text) as note,
    o.cancellation_reason as "cancellationReason", coalesce(p.carrier_code, p.carrier_name) as carrier, i.number as "invoiceNumber"
  from domain_event e
    join "order" o on o.shop_id = e.shop_id and o.id = e.order_id
    left join member m on m.id = e.member_id
    left join merchant_api_key k on k.shop_id = e.shop_id and k.id = e.api_key_id
    left join payment_attempt a on a.shop_id = e.shop_id and a.id = (e.data->>'attemptId')::uuid
    left join mail on mail.shop_id = e.shop_id and mail.id = (e.data->>'mailId')::uuid
    left join parcel p on p.shop_id = e.shop_id and p.id = (e.data->>'parcelId')::uuid
    left join refund r on r.shop_id = e.shop_id and r.id = (e.data->>'refundId')::uuid
    left join withdrawal w on w.shop_id = e.shop_id and w.id = (e.data->>'withdrawalId')::uuid
    left join invoice i on i.shop_id = e.shop_id and i.id = (e.data->>'invoiceId')::uuid
    left join order_note n on n.shop_id = e.shop_id and n.id = (e.data->>'noteId')::uuid
    left join unmatched_payment_action act on act.shop_id = e.shop_id and act.id = (e.data->>'actionId')::uuid
  where e.shop_id = ? and e.stream_id = any(?::uuid[]) and e.order_id is not null
  union all
  select order_id, 0, id, at, by, null, null, kind, message, null, null, null, null, null, null, null, null, null, null, null
  from order_event where shop_id = ? and order_id = any(?::uuid[])
  order by sequence, at, id`
