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

/** Stores mails in the transaction with one SQL statement, and queues them after the commit. */
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
  await tx.em.execute(
    `insert into mail (id, shop_id, order_id, kind, recipient, details)
     select m.id, ?, m.order_id, m.kind,
       coalesce(m.recipient, (select o.email from "order" o where o.shop_id = ? and o.id = m.order_id)), m.details
     from jsonb_to_recordset(?::jsonb)
       as m (id uuid, order_id uuid, kind text, recipient text, details jsonb)`,
    [tx.shop.id, tx.shop.id, JSON.stringify(rows)],
  )
  afterCommit(tx.em, () =>
    queueMails(
      tx,
      rows.map(({ id }) => id),
    ),
  )
}
