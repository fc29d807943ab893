import { decimalsOf } from '@triclic/money'
import { v7 } from 'uuid'
import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject } from '../../../kernel/errors.ts'
import type { Shop } from '../../../shop/shop.ts'
import { TestPayment } from './test-payment.entity.ts'
import type { BankPaymentRequest, BankRedirect } from '../bank-protocol.ts'
import { buildBankForm } from '../attempts/build-bank-form.ts'
import { lockGatewayAccount } from '../accounts/find-gateway-account.ts'
import { decryptStoredFields, withCredentials } from '../accounts/gateway-credentials.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { parseGatewayFields } from '../accounts/parse-gateway-fields.ts'

/** Minor units of one unit of the currency, or of 100 if it has no decimals: 1 €, 1 TND, 100 XPF. */
export const testPaymentAmount = (currency: string): number => Math.max(100, 10 ** decimalsOf(currency))

/**
 * Starts a small payment without an order, for the merchant to complete on the bank's page. In production real money is
 * taken, so the merchant must accept that first.
 * @throws OperationError NOT_FOUND; REQUIRED for a missing field or missing acceptance
 */
export function startTestPayment(
  ctx: MerchantContext,
  input: { id: string; acceptRealPayment: boolean },
): Promise<{ testPayment: TestPayment; redirect: BankRedirect }> {
  return inTransaction(ctx, async (tx) => {
    const { shop } = tx
    const account = await lockGatewayAccount(tx, input.id)
    const protocol = protocolOf(account.protocol) ?? reject('NOT_FOUND', 'id')
    if (account.environment === 'PRODUCTION' && !input.acceptRealPayment)
      return reject('REQUIRED', 'acceptRealPayment')
    const credentials = decryptStoredFields(tx.app, account)
    parseGatewayFields(protocol, account.environment, [], credentials)
    const { currency } = shop
    const amount = testPaymentAmount(currency)
    const payment = { amount, currency, order: payerOf(ctx), itemCount: 1 }
    const { reference, redirect, at } = await buildBankForm(
      tx,
      protocol,
      withCredentials(account, credentials),
      payment,
    )
    const testPayment = tx.em.create(TestPayment, {
      id: v7(),
      shopId: shop.id,
      gatewayAccountId: account.id,
      protocol: protocol.name,
      reference,
      status: 'OPEN',
      amount,
      currency,
      environment: account.environment,
      openedAt: at,
    })
    writeAudit(tx, { action: 'startTestPayment', subject: `${account.name} (${account.environment})` })
    await tx.em.flush()
    return { testPayment, redirect }
  })
}

/** Banks require a payer; here it is the merchant. */
function payerOf({ shop, language }: MerchantContext): BankPaymentRequest['order'] {
  return { email: shop.fragmentTo, language, billingAddress: addressOf(shop) }
}

const addressOf = (shop: Shop): BankPaymentRequest['order']['billingAddress'] => ({
  firstName: 'Triclic',
  lastName: shop.name,
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: shop.country,
})
