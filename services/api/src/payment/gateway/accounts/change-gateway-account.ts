import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject } from '../../../kernel/errors.ts'
import { parseText } from '../../../kernel/read-text.ts'
import { secretsSetAt } from './add-gateway-account.ts'
import type { GatewayAccount } from './gateway-account.entity.ts'
import { decryptStoredFields, encryptCredentials } from './gateway-credentials.ts'
import type { BankEnvironment } from '../bank-protocol.ts'
import { gatewayAccountVersion, lockGatewayAccount } from './find-gateway-account.ts'
import { deletePreviousSettings, keepPreviousSettings } from './previous-settings.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { collectErrors } from '../../../kernel/collect-errors.ts'
import { parseGatewayFields, type SubmittedField } from './parse-gateway-fields.ts'
import { parsePaymentUrl } from './parse-payment-url.ts'

export interface ChangeGatewayAccountInput {
  id: string
  name?: string | null
  environment?: BankEnvironment | null
  /** Name of one of the protocol's brands. */
  brand?: string | null
  paymentUrl?: string | null
  fields?: SubmittedField[] | null
  forgetEarlierKeys?: boolean | null
  version?: string | null
}

/**
 * Changes a bank's name, environment, payment URL, identifiers or keys; omitted values stay. Payments started before the
 * change are still authenticated with the previous settings for a day, unless `forgetEarlierKeys` is set.
 *
 * @param input `version` of the bank that the change is based on; absent to overwrite whatever is stored
 * @throws OperationError NOT_FOUND, REQUIRED, BANK_FIELD_INVALID, PAYMENT_URL_INVALID, SETTINGS_CHANGED_MEANWHILE
 */
export function changeGatewayAccount(
  ctx: MerchantContext,
  input: ChangeGatewayAccountInput,
): Promise<{ account: GatewayAccount }> {
  return inTransaction(ctx, async (tx) => {
    const account = await lockGatewayAccount(tx, input.id)
    const version = gatewayAccountVersion(account)
    const [name, changed] = collectErrors(
      () => parseText(input.name ?? account.name, 'name', 60) ?? reject('REQUIRED', 'name'),
      () => changeSettings(tx, account, input),
    )
    const isChanged = name !== account.name || changed.length > 0 || input.forgetEarlierKeys
    if (isChanged && input.version && input.version !== version)
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    account.name = name
    if (input.forgetEarlierKeys) await deletePreviousSettings(tx, account)
    const subject = [account.name, ...changed, ...(input.forgetEarlierKeys ? ['forgetEarlierKeys'] : [])]
    writeAudit(tx, { action: 'changeGatewayAccount', subject: subject.join(', ') })
    await tx.em.flush()
    return { account }
  })
}

/** Returns the names of the changed settings. */
function changeSettings(
  tx: InTransaction<MerchantContext>,
  account: GatewayAccount,
  input: ChangeGatewayAccountInput,
): string[] {
  const { app, shop } = tx
  const protocol = protocolOf(account.protocol) ?? reject('NOT_FOUND', 'id')
  const environment = input.environment ?? account.environment
  const stored = decryptStoredFields(app, account)
  const [paymentUrl, { credentials, changed }] = collectErrors(
    () => parsePaymentUrl(app.env.apiUrl, protocol, environment, input, account.paymentUrl),
    () => parseGatewayFields(protocol, environment, input.fields ?? [], stored),
  )
  const allChanged = [
    ...(environment === account.environment ? [] : ['environment']),
    ...(paymentUrl === account.paymentUrl ? [] : ['paymentUrl']),
    ...changed,
  ]
  if (allChanged.length === 0) return []
  const at = new Date()
  if (!input.forgetEarlierKeys) keepPreviousSettings(tx, account, at)
  account.secretsSetAt = { ...account.secretsSetAt, ...secretsSetAt(protocol, changed, at) }
  account.environment = environment
  account.paymentUrl = paymentUrl
  account.identity = protocol.settings.identityOf(credentials)
  account.sealedCredentials = encryptCredentials(app.env.bankKeys, shop.id, protocol.name, credentials)
  account.settingsSetAt = at
  return allChanged
}
