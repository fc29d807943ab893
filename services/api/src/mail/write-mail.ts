import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import type { MailKind } from './mail.type.ts'
import { queueMails } from './queue-mails.ts'

export interface MailToWrite {
  /** Null for a payment without an order and for mails about the shop itself. */
  orderId: string | null
  kind: `${MailKind}`
  recipient: string
  /** What the mail's renderer needs in addition to the order. Must not contain card digits or tokens. */
  details?: Record<string, string | number | null>
  /** The card payment, for a card fragment mail. */
  paymentId?: string
}

/**
 * Stores mails in the transaction with one SQL statement, and queues them after the commit. A card fragment has a job of its own,
 * which was queued before.
 */
export async function writeMails(
  tx: InTransaction<ShopContext>,
  mails: readonly MailToWrite[],
): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map(({ orderId, kind, recipient, details = {}, paymentId = null }) => ({
    id: v7(),
    order_id: orderId,
    kind,
    recipient,
    details,
    payment_id: paymentId,
  }))
  await tx.em.execute(
    `insert into mail (id, shop_id, order_id, kind, recipient, details, payment_id)
     select m.id, ?, m.order_id, m.kind, m.recipient, m.details, m.payment_id
     from jsonb_to_recordset(?::jsonb)
       as m (id uuid, order_id uuid, kind text, recipient text, details jsonb, payment_id uuid)`,
    [tx.shop.id, JSON.stringify(rows)],
  )
  const queued = rows.filter(({ kind }) => kind !== 'CARD_FRAGMENT').map(({ id }) => id)
  afterCommit(tx.em, () => queueMails(tx, queued))
}
