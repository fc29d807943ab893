import { LockMode } from '@mikro-orm/core'
import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { versionOf } from '../../../platform/crypto/version-of.ts'
import { GatewayAccount } from './gateway-account.entity.ts'

/** Locks one of the shop's gateway accounts. @throws OperationError NOT_FOUND, also for a removed one */
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

/** The shop's gateway accounts, except removed ones, in the order in which buyers see them. */
export const findGatewayAccounts = (tx: InTransaction<MerchantContext>): Promise<GatewayAccount[]> =>
  tx.em.find(
    GatewayAccount,
    { shopId: tx.shop.id, archivedAt: null },
    { orderBy: { position: 'asc', id: 'asc' } },
  )

export const gatewayAccountVersion = ({ id, name, settingsSetAt }: GatewayAccount): string =>
  versionOf(id, name, settingsSetAt.toISOString())
