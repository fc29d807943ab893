import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type InTransaction, type MerchantContext } from '../../../app/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { readText } from '../../../kernel/read-text.ts'
import { secretsSetAt } from './add-gateway-account.ts'
import type { BankAccount } from './gateway-account.entity.ts'
import { sealCredentials } from './gateway-credentials.ts'
import type { BankEnvironment } from '../bank-protocol.ts'
import { lockBankAccount } from './find-gateway-account.ts'
import { forgetEarlierSettings, keepEarlierSettings } from './previous-settings.ts'
import { openKeptFields } from './decrypt-stored-fields.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { readAll } from '../../../kernel/collect-errors.ts'
import { readBankFields, type GivenField } from './parse-gateway-fields.ts'
import { readPaymentUrl } from './parse-payment-url.ts'

export interface ChangeBankAccountInput {
  id: string
  name?: string | null
  environment?: BankEnvironment | null
  paymentUrl?: string | null
  fields?: GivenField[] | null
  forgetEarlierKeys?: boolean | null
}

/**
 * Renames a bank, or changes its mode, address, identifiers or keys; what is not given stays. What was opened before the
 * change is still believed by the settings it was opened under, for a day, unless they are to be forgotten.
 * @throws Refused NOT_FOUND, REQUIRED, BANK_FIELD_INVALID, PAYMENT_URL_INVALID
 */
export function changeBankAccount(
  ctx: MerchantContext,
  input: ChangeBankAccountInput,
): Promise<{ account: BankAccount }> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockBankAccount(tx, input.id)
    const [name, changed] = readAll(
      () => readText(input.name ?? account.name, 'name', 60) ?? refuse('REQUIRED', 'name'),
      () => changeSettings(tx, account, input),
    )
    account.name = name
    if (input.forgetEarlierKeys) await forgetEarlierSettings(tx, account)
    const what = [account.name, ...changed, ...(input.forgetEarlierKeys ? ['forgetEarlierKeys'] : [])]
    writeAudit(tx, { action: 'changeBankAccount', subject: what.join(', ') })
    await tx.em.flush()
    return { account }
  })
}

/** Gives the names of what changed. */
function changeSettings(
  tx: InTransaction<MerchantContext>,
  account: BankAccount,
  input: ChangeBankAccountInput,
): string[] {
  const { app, shop } = tx
  const protocol = protocolOf(account.protocol) ?? refuse('NOT_FOUND', 'id')
  const environment = input.environment ?? account.environment
  const kept = openKeptFields(app, account)
  const [paymentUrl, { credentials, changed }] = readAll(
    () => readPaymentUrl(app.env.apiUrl, protocol, environment, input.paymentUrl ?? account.paymentUrl),
    () => readBankFields(protocol, environment, input.fields ?? [], kept),
  )
  const all = [
    ...(environment === account.environment ? [] : ['environment']),
    ...(paymentUrl === account.paymentUrl ? [] : ['paymentUrl']),
    ...changed,
  ]
  if (all.length === 0) return []
  const at = new Date()
  if (!input.forgetEarlierKeys) keepEarlierSettings(tx, account, at)
  account.secretsSetAt = { ...account.secretsSetAt, ...secretsSetAt(protocol, changed, at) }
  account.environment = environment
  account.paymentUrl = paymentUrl
  account.identity = protocol.settings.identityOf(credentials)
  account.sealedCredentials = sealCredentials(app.env.bankKey, shop.id, protocol.name, credentials)
  account.settingsSetAt = at
  return all
}
