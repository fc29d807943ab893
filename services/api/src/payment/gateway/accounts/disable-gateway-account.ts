import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import { lockGatewayAccount } from './find-gateway-account.ts'

/** Stops offering the bank to buyers; payments already started still count. @throws OperationError NOT_FOUND */
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
