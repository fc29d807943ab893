import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import { money } from '../../../kernel/money.type.ts'
import type { BankAccount } from './gateway-account.entity.ts'
import type { BankAccountType, BankFieldValue, BankTrialType } from './gateway-account.type.ts'
import type { BankTrial } from '../test-payment/test-payment.entity.ts'
import { findBankAccounts } from './find-gateway-account.ts'
import { findNewestTrials, findTriedAt } from '../test-payment/find-test-payments.ts'
import { openKeptFields } from './decrypt-stored-fields.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { trialAmount } from '../test-payment/start-test-payment.ts'

/** The banks of the shop's settings, in their order, as the merchant may see them: without the secrets. */
export function showBankAccounts(ctx: MerchantContext): Promise<BankAccountType[]> {
  return inTransaction(ctx, async (tx) => {
    const accounts = await findBankAccounts(tx)
    const trials = await findNewestTrials(tx)
    const triedAt = await findTriedAt(tx)
    return accounts.map((account) => {
      const trial = trials.get(account.id)
      return {
        id: account.id,
        protocol: account.protocol,
        name: account.name,
        environment: account.environment,
        paymentUrl: account.paymentUrl,
        enabled: account.enabled,
        settingsSetAt: account.settingsSetAt,
        fields: fieldsOf(ctx, account),
        trialAmount: money(trialAmount(ctx.shop.currency), ctx.shop.currency),
        trial: trial ? toBankTrialType(trial) : null,
        triedAt: triedAt.get(account.id) ?? null,
      }
    })
  })
}

/** One of them; null for any other id. */
export const showBankAccount = async (ctx: MerchantContext, id: string): Promise<BankAccountType | null> =>
  (await showBankAccounts(ctx)).find((account) => account.id === id) ?? null

function fieldsOf({ app }: MerchantContext, account: BankAccount): BankFieldValue[] {
  const kept = openKeptFields(app, account)
  return (protocolOf(account.protocol)?.settings.fields ?? []).map(({ name, isSecret }) => {
    const setAt = isSecret ? account.secretsSetAt[name] : undefined
    return {
      name,
      isSet: Boolean(kept[name]),
      value: isSecret ? null : (kept[name] ?? null),
      setAt: setAt ? new Date(setAt) : null,
    }
  })
}

export const toBankTrialType = (trial: BankTrial): BankTrialType => ({
  id: trial.id,
  status: trial.status,
  amount: money(trial.amount, trial.currency),
  environment: trial.environment,
  openedAt: trial.openedAt,
  notifiedAt: trial.notifiedAt ?? null,
  bankStatus: trial.bankStatus ?? null,
  protocol: trial.protocol,
})
