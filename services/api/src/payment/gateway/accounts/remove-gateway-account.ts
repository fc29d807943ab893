import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import { BankAttempt } from '../attempts/payment-attempt.entity.ts'
import { sealCredentials } from './gateway-credentials.ts'
import { lockBankAccount } from './find-gateway-account.ts'
import { keepEarlierSettings } from './previous-settings.ts'

/**
 * Takes a bank out of the settings. One at which no order was ever paid is deleted; any other is archived without its
 * keys, since its attempts point to it, and those open now are believed for another day.
 * @throws Refused NOT_FOUND
 */
export function removeBankAccount(ctx: MerchantContext, id: string): Promise<object> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockBankAccount(tx, id)
    writeAudit(tx, { action: 'removeBankAccount', subject: `${account.name} (${account.protocol})` })
    if ((await tx.em.count(BankAttempt, { shopId: tx.shop.id, bankAccountId: account.id })) === 0) {
      tx.em.remove(account)
    } else {
      const at = new Date()
      keepEarlierSettings(tx, account, at)
      account.enabled = false
      account.archivedAt = at
      account.sealedCredentials = sealCredentials(tx.app.env.bankKey, tx.shop.id, account.protocol, {})
      account.secretsSetAt = {}
    }
    await tx.em.flush()
    return {}
  })
}
