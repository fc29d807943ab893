import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../../app/context.ts'
import { executeAndCommit } from '../../platform/db/execute-and-commit.ts'
import type { LedgerKind } from './ledger-kind.ts'

/** A movement of money to append to the shop's ledger. */
export interface LedgerMovement {
  kind: LedgerKind
  /** Minor units, not 0: positive if the shop received it. */
  amount: number
  /** ISO 4217 alphabetic code. */
  currency: string
  orderId: string | null
  /** The certification, payment attempt, unmatched payment or refund. */
  subjectId: string
  /** What the bank calls it; never card digits and never what a buyer may have typed. */
  reference: string | null
  /** Whether a bank's test environment paid it. If absent, as of the earlier entries of the subject, or else of the order. */
  isTest?: boolean
}

/**
 * Appends the movements to the shop's ledger and commits the transaction, in one round trip, so that the end of the ledger is locked for
 * no longer than that. The operation's last step: afterwards nothing may fail. Without movements it does nothing.
 */
export async function appendLedgerAndCommit(
  { em }: InTransaction<ShopContext>,
  movements: readonly LedgerMovement[],
): Promise<void> {
  if (movements.length === 0) return
  await em.flush()
  const entries = movements.map((movement) => ({
    id: v7(),
    kind: movement.kind,
    amount: movement.amount,
    currency: movement.currency,
    order_id: movement.orderId,
    subject_id: movement.subjectId,
    reference: movement.reference,
    is_test: movement.isTest ?? null,
  }))
  await executeAndCommit(em, 'select append_ledger(?::jsonb)', [JSON.stringify(entries)])
}
