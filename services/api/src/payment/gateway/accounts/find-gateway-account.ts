import { LockMode } from '@mikro-orm/core'
import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { BankAccount } from './gateway-account.entity.ts'

/** A bank that stands in the shop's settings, locked. @throws NOT_FOUND for any other, a removed one too */
export async function lockBankAccount(tx: InTransaction<MerchantContext>, id: string): Promise<BankAccount> {
  const account = isUuid(id)
    ? await tx.em.findOne(
        BankAccount,
        { shopId: tx.shop.id, id, archivedAt: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      )
    : null
  return account ?? refuse('NOT_FOUND', 'id')
}

/** Those of the settings, in the order in which buyers are offered them. */
export const findBankAccounts = (tx: InTransaction<MerchantContext>): Promise<BankAccount[]> =>
  tx.em.find(
    BankAccount,
    { shopId: tx.shop.id, archivedAt: null },
    { orderBy: { position: 'asc', id: 'asc' } },
  )
