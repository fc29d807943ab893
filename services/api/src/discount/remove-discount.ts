import { validate } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

/** Removes a discount; orders keep what it took off. @throws OperationError NOT_FOUND */
export const removeDiscount = (ctx: MerchantContext, { id }: { id: string }): Promise<object> =>
  inTransaction(ctx, async (tx) => {
    if (!validate(id)) return reject('NOT_FOUND', 'id')
    const [removed] = await tx.em.execute<{ name: string }[]>(
      'delete from discount where shop_id = ? and id = ? returning name',
      [tx.shop.id, id],
    )
    if (!removed) return reject('NOT_FOUND', 'id')
    writeAudit(tx, { action: 'removeDiscount', subject: removed.name })
    await tx.em.flush()
    return {}
  })
