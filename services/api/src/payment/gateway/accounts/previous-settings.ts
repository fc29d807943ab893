import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { BankAccountEarlier } from './previous-gateway-settings.entity.ts'
import type { BankAccount } from './gateway-account.entity.ts'

/** Puts what an account is now with what it was before; called ahead of a change. */
export function keepEarlierSettings(
  tx: InTransaction<MerchantContext>,
  account: BankAccount,
  at: Date,
): void {
  const { shopId, environment, paymentUrl, identity, sealedCredentials } = account
  tx.em.create(BankAccountEarlier, {
    id: v7(),
    shopId,
    bankAccountId: account.id,
    environment,
    paymentUrl,
    identity,
    sealedCredentials,
    replacedAt: at,
  })
}

/** For a key that others may have: from now on nothing is believed by what the account was before. */
export const forgetEarlierSettings = (
  tx: InTransaction<MerchantContext>,
  account: BankAccount,
): Promise<number> =>
  tx.em.nativeDelete(BankAccountEarlier, { shopId: tx.shop.id, bankAccountId: account.id })
