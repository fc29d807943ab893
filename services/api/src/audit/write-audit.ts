import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { AuditActionName } from './action-texts.ts'
import { AuditEntry } from './audit-entry.entity.ts'

/**
 * Adds an audit entry to the transaction: `action` is the name of the operation, `subject` identifies what it changed (an
 * order code, the match code of a payment, settings of the shop). Must contain neither data of a buyer nor card digits: entries outlive both.
 * The worker seals it (`sealAuditLog`).
 */
export function writeAudit(
  tx: Pick<InTransaction<MerchantContext>, 'address' | 'em'> & {
    shop: { id: string }
    member: { id: string; name: string }
  },
  entry: { action: AuditActionName; subject: string },
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
