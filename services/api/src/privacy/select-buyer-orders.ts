/** A JSON array of the rows of a subquery, empty without any. */
const listOf = (subquery: string): string =>
  `(select coalesce(json_agg(row_to_json(r)), '[]') from (${subquery}) r)`

/** What connects a table of the order `o`. */
const ofOrder = (alias: string): string => `${alias}.shop_id = o.shop_id and ${alias}.order_id = o.id`

/**
 * Selects, as JSON, all that is stored about the buyer in orders: of a card its brand alone. Amounts in minor units, times in UTC. Parameters: the shop's id, and the
 * ids of the orders.
 */
export const SELECT_BUYER_ORDERS = `
  select o.code, json_build_object(
    'code', o.code, 'placedAt', o.placed_at, 'status', o.status, 'statusSince', o.status_since, 'paidAt', o.paid_at, 'fulfillment', o.fulfillment,
    'channel', o.channel, 'language', o.language, 'emailAddress', o.email, 'billingAddress', o.billing_address, 'shippingAddress', o.shipping_address,
    'note', o.note, 'cancellationReason', o.cancellation_reason, 'vatNumber', o.vat_number, 'deliveryMethod', o.shipping_method_name,
    'currency', o.currency, 'subtotal', o.subtotal, 'shippingTotal', o.shipping_total, 'taxTotal', o.tax_total, 'total', o.total,
    'lines', ${listOf(`select l.product_name as product, l.variant_name as variant, l.sku, l.quantity, l.unit_price as "unitPrice", l.total
      from order_line l where ${ofOrder('l')} order by l.position`)},
    'cardPayments', ${listOf(`select p.brand, p.status, p.amount, p.taken_at as "takenAt", p.ended_at as "endedAt",
      ${listOf(`select c.outcome, c.amount, c.certified_at as "certifiedAt", c.authorization_number as "authorizationNumber",
        c.bank_reference as "bankReference", c.note from certification c
        where c.shop_id = p.shop_id and c.payment_id = p.id order by c.certified_at`)} as certifications
      from card_payment p where ${ofOrder('p')} order by p.taken_at`)},
    'bankPayments', ${listOf(`select a.bank_name as bank, a.reference, a.status, a.amount, a.opened_at as "openedAt",
      a.bank_transaction_id as "bankTransactionId", a.authorization_number as "authorizationNumber"
      from payment_attempt a where ${ofOrder('a')} order by a.opened_at`)},
    'transfersAndCheques', ${listOf(`select m.method, m.amount, m.received_on as "receivedOn", m.reference, m.undone_at as "undoneAt"
      from manual_receipt m where ${ofOrder('m')} order by m.recorded_at`)},
    'unmatchedPayments', ${listOf(`select u.reason, u.amount, u.reference, u.opened_at as "openedAt", u.outcome,
      ${listOf(`select t.kind, t.at, t.amount, t.bank_reference as "bankReference", t.note from unmatched_payment_action t
        where t.shop_id = u.shop_id and t.unmatched_payment_id = u.id order by t.at`)} as actions
      from unmatched_payment u where ${ofOrder('u')} order by u.opened_at`)},
    'refunds', ${listOf(`select r.amount, r.reason, r.bank_reference as "bankReference", r.recorded_at as "recordedAt"
      from refund r where ${ofOrder('r')} order by r.recorded_at`)},
    'parcels', ${listOf(`select coalesce(p.carrier_name, p.carrier_code) as carrier, p.tracking_number as "trackingNumber",
      p.tracking_url as "trackingUrl", p.shipped_at as "shippedAt", p.delivered_at as "deliveredAt"
      from parcel p where ${ofOrder('p')} order by p.shipped_at`)},
    'invoices', ${listOf(`select i.kind, i.number, i.issued_at as "issuedAt", i.total from invoice i where ${ofOrder('i')} order by i.issued_at`)},
    'mails', ${listOf(`select m.kind, m.recipient as to, m.status, m.created_at as "createdAt", m.sent_at as "sentAt"
      from mail m where ${ofOrder('m')} and m.kind not in ('CARD_FRAGMENT', 'PAYMENT_NOTICE') order by m.created_at`)},
    'events', ${listOf(`select e.type, e.at, null as message from domain_event e where ${ofOrder('e')}
      union all select e.kind, e.at, e.message from order_event e where ${ofOrder('e')} order by at`)}
  ) as data
  from "order" o where o.shop_id = ? and o.id = any(?::uuid[]) order by o.placed_at, o.id`
