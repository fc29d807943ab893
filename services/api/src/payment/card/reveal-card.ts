import { writeAudit } from '../../audit/write-audit.ts'
import { inTransaction, type InTransaction, type MerchantContext } from '../../context.ts'
import { refuse } from '../../errors.ts'
import { writeOrderEvent } from '../../order/write-order-event.ts'
import { findCardPaymentInShop } from './find-card-payment.ts'
import type { SealedFor } from './keys.ts'
import { cardText } from './texts.ts'

export interface RevealCardInput {
  orderCode: string
  paymentId: string
}

/** The kept part of the number: all but its last six digits. Written to the audit log in the same transaction. */
export async function revealCard(
  ctx: MerchantContext,
  input: RevealCardInput,
): Promise<{ keptDigits: string; missingDigits: number }> {
  const revealed = await inTransaction(ctx, async (tx) => {
    const { order, payment } = await findCardPaymentInShop(tx, input)
    if (payment.status !== 'OPEN') return refuse('NOT_REVEALABLE', 'paymentId')
    const owner = { shopId: tx.shop.id, orderId: order.id, paymentId: payment.id }
    const keptDigits = await openKept(tx, owner)
    const subject = `${order.code} ${payment.mark}`
    writeAudit(tx, { action: keptDigits === null ? 'revealCard failed' : 'revealCard', subject })
    const text = keptDigits === null ? 'keptLost' : 'revealed'
    writeOrderEvent(tx, order, {
      kind: keptDigits === null ? 'KEPT_LOST' : 'CARD_REVEALED',
      by: tx.member.name,
      message: cardText(text, tx.shop.locale),
    })
    await tx.em.flush()
    return keptDigits === null
      ? null
      : { keptDigits, missingDigits: payment.numberLength - keptDigits.length }
  })
  return revealed ?? refuse('NOT_REVEALABLE', 'paymentId')
}

/** Null, told in the log, when the key is lost. @throws NOT_REVEALABLE once they are erased */
async function openKept(tx: InTransaction<MerchantContext>, owner: SealedFor): Promise<string | null> {
  const [row] = await tx.em.execute<{ key_id: string; sealed: string }[]>(
    `select key_id, encode(sealed, 'hex') as sealed from card_kept
     where shop_id = ? and payment_id = ? and erase_at > now()`,
    [owner.shopId, owner.paymentId],
  )
  if (!row) return refuse('NOT_REVEALABLE', 'paymentId')
  const kept = tx.app.keptKeys.open(row.key_id, Buffer.from(row.sealed, 'hex'), owner)
  if (kept === null)
    tx.app.log.error(
      { payment: owner.paymentId, key: row.key_id },
      'Kept digits can’t be opened: key lost, or altered',
    )
  return kept
}
