import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import type { MailKind } from './mail.type.ts'
import { queueMails } from './queue-mails.ts'

export interface MailToWrite {
  /** Null for a payment without an order and for mails about the shop itself. */
  orderId: string | null
  /** A card fragment’s mail is written with its payment. */
  kind: Exclude<`${MailKind}`, 'CARD_FRAGMENT'>
  /** Null for the buyer of the order. */
  recipient: string | null
  /** What the mail's renderer needs in addition to the order. Must not contain card digits or tokens. */
  details?: Record<string, string | number | null>
}

/**
 * Stores mails in the transaction with one SQL statement, and queues them after the commit. A buyer whose data was erased gets none: the lock on the order waits for
 * an erasure.
 */
export async function writeMails(
  tx: InTransaction<ShopContext>,
  mails: readonly MailToWrite[],
): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map(({ orderId, kind, recipient, details = {} }) => ({
    id: v7(),
    order_id: orderId,
    kind,
    recipient,
    details,
  }))
  const written = await tx.em.execute<{ id: string }[]>(
    `insert into mail (id, shop_id, order_id, kind, recipient, details)
     select m.id, ?, m.order_id, m.kind, coalesce(m.recipient, o.email), m.details
     from jsonb_to_recordset(?::jsonb) as m (id uuid, order_id uuid, kind text, recipient text, details jsonb)
     left join lateral (
       select email, erased_at from "order" where shop_id = ? and id = m.order_id and m.recipient is null for share) o on true
     where m.recipient is not null or o.erased_at is null returning id`,
    [tx.shop.id, JSON.stringify(rows), tx.shop.id],
  )
  afterCommit(tx.em, () =>
    queueMails(
      tx,
      written.map(({ id }) => id),
    ),
  )
}
