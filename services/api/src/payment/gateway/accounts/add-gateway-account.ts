import { v7 } from 'uuid'
import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { RequestError, reject } from '../../../kernel/errors.ts'
import { parseText } from '../../../kernel/read-text.ts'
import { GatewayAccount } from './gateway-account.entity.ts'
import { encryptCredentials } from './gateway-credentials.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { collectErrors } from '../../../kernel/collect-errors.ts'
import { parseGatewayFields, type SubmittedField } from './parse-gateway-fields.ts'
import { parsePaymentUrl } from './parse-payment-url.ts'

export interface AddGatewayAccountInput {
  protocol: string
  name: string
  environment: BankEnvironment
  /** Name of one of the protocol's brands. */
  brand?: string | null
  paymentUrl?: string | null
  fields: SubmittedField[]
}

/**
 * Adds a bank to the shop's settings and encrypts its keys. Buyers see it once it is enabled. One account per protocol.
 * @throws OperationError REQUIRED, NOT_FOUND, BANK_FIELD_INVALID, PAYMENT_URL_INVALID, BANK_ALREADY_ADDED
 */
export function addGatewayAccount(
  ctx: MerchantContext,
  input: AddGatewayAccountInput,
): Promise<{ account: GatewayAccount }> {
  const protocol = protocolOf(input.protocol)
  if (!protocol) throw new RequestError('BAD_USER_INPUT', 'protocol: must be one of bankProtocols.')
  return inTransaction(ctx, async (tx) => {
    const { shop, app } = tx
    const [name, paymentUrl, { credentials }] = collectErrors(
      () => parseText(input.name, 'name', 60) ?? reject('REQUIRED', 'name'),
      () => parsePaymentUrl(app.env.apiUrl, protocol, input.environment, input),
      () => parseGatewayFields(protocol, input.environment, input.fields),
    )
    const archived = await findArchived(tx, protocol)
    const at = new Date()
    const settings = {
      name,
      environment: input.environment,
      paymentUrl,
      identity: protocol.settings.identityOf(credentials),
      sealedCredentials: encryptCredentials(app.env.bankKeys, shop.id, protocol.name, credentials),
      enabled: false,
      position: await nextPosition(tx),
      archivedAt: null,
      settingsSetAt: at,
      secretsSetAt: secretsSetAt(protocol, Object.keys(credentials), at),
    }
    const account = archived
      ? Object.assign(archived, settings)
      : tx.em.create(GatewayAccount, { id: v7(), shopId: shop.id, protocol: protocol.name, ...settings })
    writeAudit(tx, { action: 'addGatewayAccount', subject: `${name} (${protocol.name})` })
    await tx.em.flush()
    return { account }
  })
}

/** `at` (RFC 3339) for each of the named fields that is secret. */
export const secretsSetAt = (
  protocol: BankProtocol,
  names: readonly string[],
  at: Date,
): Record<string, string> =>
  Object.fromEntries(
    protocol.settings.fields
      .filter(({ name, isSecret }) => isSecret && names.includes(name))
      .map(({ name }) => [name, at.toISOString()]),
  )

/** The shop's removed account of this protocol, which is reused so that its past attempts stay linked. */
async function findArchived(
  tx: InTransaction<MerchantContext>,
  protocol: BankProtocol,
): Promise<GatewayAccount | null> {
  // Serializes concurrent additions, so that the second one finds the first.
  await tx.em.execute('select from shop where id = ? for no key update', [tx.shop.id])
  const existing = await tx.em.findOne(GatewayAccount, { shopId: tx.shop.id, protocol: protocol.name })
  return existing && !existing.archivedAt ? reject('BANK_ALREADY_ADDED', 'protocol') : existing
}

async function nextPosition(tx: InTransaction<MerchantContext>): Promise<number> {
  const [last] = await tx.em.find(
    GatewayAccount,
    { shopId: tx.shop.id },
    { orderBy: { position: 'desc' }, limit: 1 },
  )
  return last ? last.position + 1 : 0
}
