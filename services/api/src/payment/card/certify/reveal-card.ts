import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject } from '../../../kernel/errors.ts'
import { findCardPaymentInShop } from '../find-card-payment.ts'
import type { CardPaymentRef } from '../custody/keys.ts'

export interface RevealCardInput {
  orderCode: string
  paymentId: string
}

/**
 * Returns the kept digits of a card number. Every call is audited, even one that is refused.
 * @throws NOT_REVEALABLE when the payment has ended, or the kept digits were erased or can't be decrypted.
 */
export async function revealCard(
  ctx: MerchantContext,
  input: RevealCardInput,
): Promise<{ keptDigits: string; missingDigits: number }> {
  const revealed = await inTransaction(ctx, async (tx) => {
    const { order, payment } = await findCardPaymentInShop(tx, input)
    const ref = { shopId: tx.shop.id, orderId: order.id, paymentId: payment.id }
    const result = payment.status === 'OPEN' ? await decryptKeptDigits(tx, ref) : 'ERASED'
    const { action, event } = RECORDS[typeof result === 'object' ? 'REVEALED' : result]
    writeAudit(tx, { action, subject: `${order.code} ${payment.mark}` })
    const data = { paymentId: payment.id }
    if (event) await writeEvent(tx, order.id, { type: event, data, by: { memberId: tx.member.id } })
    return typeof result === 'object'
      ? { keptDigits: result.digits, missingDigits: payment.numberLength - result.digits.length }
      : null
  })
  return revealed ?? reject('NOT_REVEALABLE', 'paymentId')
}

/** The entries that a call writes to the audit log, and its event. */
const RECORDS = {
  REVEALED: { action: 'revealCard', event: 'card.kept_digits_revealed' },
  LOST: { action: 'revealCard failed', event: 'card.kept_digits_lost' },
  ERASED: { action: 'revealCard refused', event: null },
} as const

/** LOST, logged at error level, when the key is missing or the value was altered. */
async function decryptKeptDigits(
  tx: InTransaction<MerchantContext>,
  payment: CardPaymentRef,
): Promise<{ digits: string } | 'LOST' | 'ERASED'> {
  const [row] = await tx.em.execute<{ key_id: string; sealed: string }[]>(
    `select key_id, encode(sealed, 'hex') as sealed from card_kept
     where shop_id = ? and payment_id = ? and erase_at > now()`,
    [payment.shopId, payment.paymentId],
  )
  if (!row) return 'ERASED'
  const digits = tx.app.keptDigitsKeys.decrypt(row.key_id, Buffer.from(row.sealed, 'hex'), payment)
  if (digits !== null) return { digits }
  tx.app.log.error(
    { payment: payment.paymentId, key: row.key_id },
    'Kept digits can’t be decrypted: their key is lost or they were altered',
  )
  return 'LOST'
}
