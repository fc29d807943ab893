import { v7 } from 'uuid'
import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { decimalsOf } from '@triclic/money'
import type { Shop } from '../../../shop/shop-cache.ts'
import { TestPayment } from './test-payment.entity.ts'
import type { AttemptToOpen, BankRedirect } from '../bank-protocol.ts'
import { buildBankForm } from '../attempts/build-bank-form.ts'
import { lockGatewayAccount } from '../accounts/find-gateway-account.ts'
import { withCredentials } from '../accounts/decrypt-gateway-account.ts'
import { decryptStoredFields } from '../accounts/decrypt-stored-fields.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { parseGatewayFields } from '../accounts/parse-gateway-fields.ts'

/** One unit of the currency, and a hundred where it has no smaller ones: 1 €, 1 TND, 100 XPF. In minor units. */
export const testPaymentAmount = (currency: string): number => Math.max(100, 10 ** decimalsOf(currency))

/**
 * Opens a small payment in the shop's money at the bank, of no order, for the merchant to walk through. In
 * production real money is taken, which the merchant has to have accepted.
 * @throws Refused NOT_FOUND; REQUIRED for what is missing
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
    const keys = decryptStoredFields(tx.app, account)
    parseGatewayFields(protocol, account.environment, [], keys)
    const { currency } = shop
    const amount = testPaymentAmount(currency)
    const what = { amount, currency, order: payerOf(ctx), itemCount: 1 }
    const { reference, redirect, at } = await buildBankForm(
      tx,
      protocol,
      withCredentials(account, keys),
      what,
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

/** Banks ask who pays: here the merchant, at its own mailbox. */
function payerOf({ shop, language }: MerchantContext): AttemptToOpen['order'] {
  return { email: shop.fragmentTo, language, billingAddress: addressOf(shop) }
}

const addressOf = (shop: Shop): AttemptToOpen['order']['billingAddress'] => ({
  firstName: 'Triclic',
  lastName: shop.name,
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: shop.country,
})
