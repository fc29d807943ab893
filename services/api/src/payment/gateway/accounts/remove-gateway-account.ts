import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { PaymentAttempt } from '../attempts/payment-attempt.entity.ts'
import { encryptCredentials } from './gateway-credentials.ts'
import { lockGatewayAccount } from './find-gateway-account.ts'
import { keepPreviousSettings } from './previous-settings.ts'

/**
 * Removes a bank from the settings. An account without payment attempts is deleted; any other is archived without its keys,
 * because its attempts refer to it, and attempts already started are accepted for another day.
 * @throws OperationError NOT_FOUND
 */
export function removeGatewayAccount(ctx: MerchantContext, id: string): Promise<object> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockGatewayAccount(tx, id)
    writeAudit(tx, { action: 'removeGatewayAccount', subject: `${account.name} (${account.protocol})` })
    if ((await tx.em.count(PaymentAttempt, { shopId: tx.shop.id, gatewayAccountId: account.id })) === 0) {
      tx.em.remove(account)
    } else {
      const at = new Date()
      keepPreviousSettings(tx, account, at)
      account.enabled = false
      account.archivedAt = at
      account.sealedCredentials = encryptCredentials(tx.app.env.bankKeys, tx.shop.id, account.protocol, {})
      account.secretsSetAt = {}
    }
    await tx.em.flush()
    return {}
  })
}
