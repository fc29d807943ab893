import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import type { BankAccount } from './gateway-account.entity.ts'
import { lockBankAccount } from './find-gateway-account.ts'

/** Offers the bank to no more buyers; those who are there now can still pay, and are believed. @throws Refused NOT_FOUND */
export function disableBankAccount(ctx: MerchantContext, id: string): Promise<{ account: BankAccount }> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockBankAccount(tx, id)
    account.enabled = false
    writeAudit(tx, { action: 'disableBankAccount', subject: account.name })
    await tx.em.flush()
    return { account }
  })
}
