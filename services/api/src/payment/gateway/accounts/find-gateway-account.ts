import { LockMode } from '@mikro-orm/core'
import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { GatewayAccount } from './gateway-account.entity.ts'

/** A bank that stands in the shop's settings, locked. @throws NOT_FOUND for any other, a removed one too */
export async function lockGatewayAccount(
  tx: InTransaction<MerchantContext>,
  id: string,
): Promise<GatewayAccount> {
  const account = isUuid(id)
    ? await tx.em.findOne(
        GatewayAccount,
        { shopId: tx.shop.id, id, archivedAt: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      )
    : null
  return account ?? reject('NOT_FOUND', 'id')
}

/** Those of the settings, in the order in which buyers are offered them. */
export const findGatewayAccounts = (tx: InTransaction<MerchantContext>): Promise<GatewayAccount[]> =>
  tx.em.find(
    GatewayAccount,
    { shopId: tx.shop.id, archivedAt: null },
    { orderBy: { position: 'asc', id: 'asc' } },
  )
