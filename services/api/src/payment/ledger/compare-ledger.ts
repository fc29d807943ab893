import type { EntityManager } from '../../platform/db/orm.ts'
import { CAPTURES, RETURNS } from './ledger-kind.ts'

/** A sentence about the first closing whose count or totals are not those of its entries; null if there is none. */
export async function findWrongClosing(em: EntityManager, shopId: string): Promise<string | null> {
  const [wrong] = await em.execute<{ sequence: number }[]>(
    `select c.sequence::float8 as sequence from ledger_closing c cross join lateral (
       select count(*) as entry_count, coalesce(sum(e.amount) filter (where e.amount > 0), 0) as received,
         coalesce(sum(e.amount) filter (where e.amount < 0), 0) as returned,
         max(e.hash) filter (where e.sequence = c.last_entry) as last_hash,
         (array_agg(e.running_total order by e.sequence desc))[1] as grand_total
       from ledger_entry e where e.shop_id = c.shop_id and e.sequence between c.first_entry and c.last_entry
         and e.currency = c.currency and e.is_test = c.is_test
     ) own left join ledger_entry l on l.shop_id = c.shop_id and l.sequence = c.last_entry
     where c.shop_id = ? and (own.entry_count, own.received, own.returned, own.grand_total, l.hash)
       is distinct from (c.entry_count::bigint, c.received::numeric, c.returned::numeric, c.grand_total, c.last_entry_hash)
     order by c.sequence limit 1`,
    [shopId],
  )
  return wrong ? `The totals of closing ${wrong.sequence} are not those of its entries.` : null
}

/**
 * A sentence about an order whose transfers and cheques are not those of the ledger; null if there is none. All that was received belongs to the order or
 * waits as an unmatched payment, and the order has received its total with a receipt that paid it, or what a member accepted as it was.
 */
export async function findWrongReceipts(em: EntityManager, shopId: string): Promise<string | null> {
  const [wrong] = await em.execute<{ code: string }[]>(
    `with stored as (
       select r.order_id, sum(r.amount) as received, bool_or(r.paid_order) as is_paid,
         (select sum(u.amount) from unmatched_payment u join manual_receipt a on a.shop_id = u.shop_id and a.id = u.receipt_id
          where a.shop_id = ? and a.order_id = r.order_id and u.outcome = 'ACCEPTED') as accepted
       from manual_receipt r where r.shop_id = ? and r.undone_at is null group by r.order_id
     ), ledger as (
       select s.order_id, sum(e.amount) filter (where e.kind <> 'UNMATCHED_REFUND') as received,
         sum(e.amount) filter (where e.kind in ${CAPTURES}) as paid
       from ledger_entry e join (
         select r.order_id, r.id as subject_id from manual_receipt r where r.shop_id = ?
         union all
         select r.order_id, u.id from unmatched_payment u join manual_receipt r on r.shop_id = u.shop_id and r.id = u.receipt_id where u.shop_id = ?
       ) s on s.subject_id = e.subject_id
       where e.shop_id = ? group by s.order_id
     )
     select o.code from stored s full join ledger l on l.order_id = s.order_id
       join "order" o on o.shop_id = ? and o.id = coalesce(s.order_id, l.order_id)
     where coalesce(s.received, 0) <> coalesce(l.received, 0)
       or coalesce(l.paid, 0) <> case when s.is_paid then o.total else coalesce(s.accepted, 0) end
     order by o.code limit 1`,
    [shopId, shopId, shopId, shopId, shopId, shopId],
  )
  return wrong ? `The transfers and cheques of order ${wrong.code} are not those of the ledger.` : null
}

/**
 * A sentence about an order whose certifications, bank payments and recorded refunds are not those of the ledger, or that gave back more than it
 * received; null if there is none.
 */
export async function findWrongOrder(em: EntityManager, shopId: string): Promise<string | null> {
  const [wrong] = await em.execute<{ code: string; paid: number; returned: number }[]>(
    `with stored as (
       select p.order_id, c.amount as paid, 0 as refunded from certification c
         join card_payment p on p.shop_id = c.shop_id and p.id = c.payment_id where c.shop_id = ? and c.outcome = 'APPROVED'
       union all
       select a.order_id, coalesce(a.paid_amount, a.amount), 0 from payment_attempt a where a.shop_id = ? and a.status = 'PAID'
       union all
       select r.order_id, 0, r.amount from refund r where r.shop_id = ? and not r.is_announced
     ), payments as (
       select order_id, sum(paid) as paid, sum(refunded) as refunded from stored group by order_id
     ), ledger as (
       select e.order_id, sum(e.amount) filter (where e.kind in ('CERTIFICATION', 'BANK_PAYMENT')) as paid,
         -sum(e.amount) filter (where e.kind = 'REFUND') as refunded,
         sum(e.amount) filter (where e.kind in ${CAPTURES} or e.kind in ${RETURNS}) as balance
       from ledger_entry e where e.shop_id = ? and e.order_id is not null group by e.order_id
     )
     select o.code, (coalesce(l.paid, 0) - coalesce(p.paid, 0))::float8 as paid, (coalesce(l.refunded, 0) - coalesce(p.refunded, 0))::float8 as returned
     from payments p full join ledger l on l.order_id = p.order_id
       join "order" o on o.shop_id = ? and o.id = coalesce(p.order_id, l.order_id)
     where coalesce(p.paid, 0) <> coalesce(l.paid, 0) or coalesce(p.refunded, 0) <> coalesce(l.refunded, 0) or l.balance < 0
     order by o.code limit 1`,
    [shopId, shopId, shopId, shopId, shopId],
  )
  if (!wrong) return null
  if (wrong.paid !== 0) return `The payments of order ${wrong.code} are not those of the ledger.`
  if (wrong.returned !== 0) return `The refunds of order ${wrong.code} are not those of the ledger.`
  return `Order ${wrong.code} gave back more than it received.`
}
