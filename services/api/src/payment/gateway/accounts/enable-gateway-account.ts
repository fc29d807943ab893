import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { BankAccount } from './gateway-account.entity.ts'
import { lockBankAccount } from './find-gateway-account.ts'
import { openKeptFields } from './decrypt-stored-fields.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { readBankFields } from './parse-gateway-fields.ts'

/**
 * Offers the bank to buyers; the shop then takes payments at a bank, if it did not yet.
 * @throws Refused NOT_FOUND; REQUIRED when a key of its mode is missing
 */
export function enableBankAccount(ctx: MerchantContext, id: string): Promise<{ account: BankAccount }> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockBankAccount(tx, id)
    const protocol = protocolOf(account.protocol) ?? refuse('NOT_FOUND', 'id')
    readBankFields(protocol, account.environment, [], openKeptFields(tx.app, account))
    account.enabled = true
    writeAudit(tx, { action: 'enableBankAccount', subject: account.name })
    await tx.em.flush()
    await tx.em.execute(
      `update shop set payment_modes = array_append(payment_modes, 'BANK') where id = ? and not 'BANK' = any (payment_modes)`,
      [tx.shop.id],
    )
    return { account }
  })
}
