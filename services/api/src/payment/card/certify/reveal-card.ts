import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { actorOf } from '../../../event/event-types.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { OperationError, type UserError } from '../../../kernel/errors.ts'
import { lacksSecondFactor } from '../../../shop/lacks-second-factor.ts'
import { findCardPaymentInShop } from '../find-card-payment.ts'
import { countReveal, findRevealDelay, reportRevealLimit, revealLimitError } from './reveal-limit.ts'
import type { CardPaymentRef } from '../custody/keys.ts'

export interface RevealCardInput {
  orderCode: string
  paymentId: string
}

interface RevealedDigits {
  keptDigits: string
  missingDigits: number
  /** Whether the shop lets its members copy the number. */
  copyAllowed: boolean
}

/**
 * Returns the kept digits of a card number. Every call is audited, even one that is refused.
 * @throws SECOND_FACTOR_REQUIRED; REVEAL_LIMIT_REACHED; NOT_REVEALABLE when the payment has ended, or the kept digits were erased or can't be decrypted.
 */
export async function revealCard(ctx: MerchantContext, input: RevealCardInput): Promise<RevealedDigits> {
  const revealed = await inTransaction(ctx, async (tx): Promise<RevealedDigits | UserError> => {
    const { order, payment } = await findCardPaymentInShop(tx, input)
    const subject = `${order.code} ${payment.mark}`
    if (lacksSecondFactor(tx)) {
      writeAudit(tx, { action: REFUSED, subject })
      return { code: 'SECOND_FACTOR_REQUIRED' }
    }
    const retryAt = await findRevealDelay(tx)
    if (retryAt) {
      writeAudit(tx, { action: 'revealCard limited', subject })
      await reportRevealLimit(tx)
      return revealLimitError(tx, retryAt)
    }
    const ref = { shopId: tx.shop.id, orderId: order.id, paymentId: payment.id }
    const result = payment.status === 'OPEN' ? await decryptKeptDigits(tx, ref) : 'ERASED'
    const { action, event } = RECORDS[typeof result === 'object' ? 'REVEALED' : result]
    writeAudit(tx, { action, subject })
    const data = { paymentId: payment.id }
    if (event) await writeEvent(tx, order.id, { type: event, data, by: actorOf(tx) })
    if (typeof result !== 'object') return { code: 'NOT_REVEALABLE', field: ['paymentId'] }
    await countReveal(tx)
    return {
      keptDigits: result.digits,
      missingDigits: payment.numberLength - result.digits.length,
      copyAllowed: tx.shop.cardCopyAllowed,
    }
  })
  if ('code' in revealed) throw new OperationError(revealed)
  return revealed
}

const REFUSED = 'revealCard refused'

/** The entries that a call writes to the audit log, and its event. */
const RECORDS = {
  REVEALED: { action: 'revealCard', event: 'card.kept_digits_revealed' },
  LOST: { action: 'revealCard failed', event: 'card.kept_digits_lost' },
  ERASED: { action: REFUSED, event: null },
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
