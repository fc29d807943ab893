import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import { lockGatewayAccount } from './find-gateway-account.ts'

/** Offers the bank to no more buyers; those who are there now can still pay, and are believed. @throws Refused NOT_FOUND */
export function disableGatewayAccount(
  ctx: MerchantContext,
  id: string,
): Promise<{ account: GatewayAccount }> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockGatewayAccount(tx, id)
    account.enabled = false
    writeAudit(tx, { action: 'disableGatewayAccount', subject: account.name })
    await tx.em.flush()
    return { account }
  })
}
