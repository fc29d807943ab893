import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject } from '../../../kernel/errors.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import { findGatewayAccounts } from './find-gateway-account.ts'

/** Sets the order in which buyers see the shop's banks; `ids` contains each of them once. @throws OperationError NOT_FOUND */
export function sortGatewayAccounts(
  ctx: MerchantContext,
  ids: readonly string[],
): Promise<{ accounts: GatewayAccount[] }> {
  return inTransaction(ctx, async (tx) => {
    const accounts = await findGatewayAccounts(tx)
    const isComplete = ids.length === accounts.length && new Set(ids).size === ids.length
    if (!isComplete || !accounts.every(({ id }) => ids.includes(id))) return reject('NOT_FOUND', 'ids')
    for (const account of accounts) account.position = ids.indexOf(account.id)
    accounts.sort((a, b) => a.position - b.position)
    writeAudit(tx, { action: 'sortGatewayAccounts', subject: accounts.map(({ name }) => name).join(', ') })
    await tx.em.flush()
    return { accounts }
  })
}
