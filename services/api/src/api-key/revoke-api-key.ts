import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { selectApiKeys, type ApiKey } from './api-key.ts'

/** Ends a key for good, from its next request on. @throws OperationError NOT_FOUND if the shop has none, or if it is revoked */
export function revokeApiKey(ctx: MerchantContext, { id }: { id: string }): Promise<{ apiKeys: ApiKey[] }> {
  if (!isUuid(id)) return reject('NOT_FOUND', 'id')
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ name: string | null }[]>(
      "select revoke_api_key(decode(?, 'hex'), ?, ?) as name",
      [tx.member.tokenHash, tx.shop.id, id],
    )
    const name = row?.name ?? reject('NOT_FOUND', 'id')
    writeAudit(tx, { action: 'revokeApiKey', subject: name })
    return { apiKeys: await selectApiKeys(tx) }
  })
}
