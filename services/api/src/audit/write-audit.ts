import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { AuditEntry } from './audit-entry.entity.ts'

/**
 * Writes down, with the transaction's own changes, what the member did: `action` is the verb's name, `subject` what it
 * was done to (an order's code, a payment's mark). Never a digit of a card.
 */
export function writeAudit(
  tx: InTransaction<MerchantContext>,
  entry: { action: string; subject: string },
): void {
  tx.em.create(AuditEntry, {
    id: v7(),
    shopId: tx.shop.id,
    at: new Date(),
    memberId: tx.member.id,
    memberName: tx.member.name,
    address: tx.address,
    ...entry,
  })
}
