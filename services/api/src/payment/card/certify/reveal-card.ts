import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type InTransaction, type MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { findCardPaymentInShop } from '../find-card-payment.ts'
import type { FragmentOwner } from '../custody/keys.ts'
import { cardTimelineMessage } from '../timeline-messages.ts'

export interface RevealCardInput {
  orderCode: string
  paymentId: string
}

/** The kept part of the number: all but its last six digits. Each call is audited, also one that is shown nothing. */
export async function revealCard(
  ctx: MerchantContext,
  input: RevealCardInput,
): Promise<{ keptDigits: string; missingDigits: number }> {
  const revealed = await inTransaction(ctx, async (tx) => {
    const { order, payment } = await findCardPaymentInShop(tx, input)
    const owner = { shopId: tx.shop.id, orderId: order.id, paymentId: payment.id }
    const kept = payment.status === 'OPEN' ? await openKept(tx, owner) : 'ERASED'
    const { action, event } = TOLD[typeof kept === 'object' ? 'REVEALED' : kept]
    writeAudit(tx, { action, subject: `${order.code} ${payment.mark}` })
    if (event)
      writeOrderEvent(tx, order, {
        kind: event.kind,
        by: tx.member.name,
        message: cardTimelineMessage(event.text, tx.shop.locale),
      })
    await tx.em.flush()
    return typeof kept === 'object'
      ? { keptDigits: kept.digits, missingDigits: payment.numberLength - kept.digits.length }
      : null
  })
  return revealed ?? reject('NOT_REVEALABLE', 'paymentId')
}

/** What the audit log and the timeline say of a call. */
const TOLD = {
  REVEALED: { action: 'revealCard', event: { kind: 'CARD_REVEALED', text: 'revealed' } },
  LOST: { action: 'revealCard failed', event: { kind: 'KEPT_LOST', text: 'keptLost' } },
  ERASED: { action: 'revealCard refused', event: null },
} as const

/** The kept digits; LOST, told in the log, when their key is. */
async function openKept(
  tx: InTransaction<MerchantContext>,
  owner: FragmentOwner,
): Promise<{ digits: string } | 'LOST' | 'ERASED'> {
  const [row] = await tx.em.execute<{ key_id: string; sealed: string }[]>(
    `select key_id, encode(sealed, 'hex') as sealed from card_kept
     where shop_id = ? and payment_id = ? and erase_at > now()`,
    [owner.shopId, owner.paymentId],
  )
  if (!row) return 'ERASED'
  const digits = tx.app.keptDigitsKeys.open(row.key_id, Buffer.from(row.sealed, 'hex'), owner)
  if (digits !== null) return { digits }
  tx.app.log.error(
    { payment: owner.paymentId, key: row.key_id },
    'Kept digits can’t be opened: key lost, or altered',
  )
  return 'LOST'
}
