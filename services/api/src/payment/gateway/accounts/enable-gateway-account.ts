import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject } from '../../../kernel/errors.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import { lockGatewayAccount } from './find-gateway-account.ts'
import { decryptStoredFields } from './gateway-credentials.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { parseGatewayFields } from './parse-gateway-fields.ts'

/**
 * Offers the bank to buyers, and adds BANK to the shop's payment modes.
 * @throws OperationError NOT_FOUND; REQUIRED for a missing key of its environment
 */
export function enableGatewayAccount(ctx: MerchantContext, id: string): Promise<{ account: GatewayAccount }> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockGatewayAccount(tx, id)
    const protocol = protocolOf(account.protocol) ?? reject('NOT_FOUND', 'id')
    parseGatewayFields(protocol, account.environment, [], decryptStoredFields(tx.app, account))
    account.enabled = true
    writeAudit(tx, { action: 'enableGatewayAccount', subject: account.name })
    await tx.em.flush()
    await tx.em.execute(
      `update shop set payment_modes = array_append(payment_modes, 'BANK') where id = ? and not 'BANK' = any (payment_modes)`,
      [tx.shop.id],
    )
    return { account }
  })
}
