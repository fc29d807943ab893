import type { Api, InTransaction, ShopContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import {
  UnsupportedPaymentError,
  type BankPaymentRequest,
  type BankProtocol,
  type BankRedirect,
  type DecryptedGatewayAccount,
} from '../bank-protocol.ts'
import { bankCallbackUrl } from '../bank-callback-url.ts'
import { nextDailyNumber } from './next-daily-number.ts'

/**
 * Builds the signed payment form with a new reference. Called when the buyer clicks, because banks refuse old forms.
 * @throws OperationError BANK_NOT_AVAILABLE if the bank cannot take this amount
 */
export async function buildBankForm(
  tx: InTransaction<ShopContext & { app: Api }>,
  protocol: BankProtocol,
  account: DecryptedGatewayAccount,
  payment: Pick<BankPaymentRequest, 'amount' | 'currency' | 'order' | 'itemCount'>,
): Promise<{ reference: string; redirect: BankRedirect; at: Date }> {
  const at = new Date()
  const { order } = payment
  const reference = protocol.newReference()
  const request = {
    ...payment,
    order: {
      email: order.email,
      language: order.language,
      billingAddress: withPostalCode(order.billingAddress),
    },
    reference,
    notifyUrl: bankCallbackUrl(tx.app, tx.shop, protocol.name, 'notify'),
    returnUrl: bankCallbackUrl(tx.app, tx.shop, protocol.name, 'return'),
    at,
    timeZone: tx.shop.timeZone,
    dailyNumber: await nextDailyNumber(tx, account.identity, at),
  }
  try {
    return { reference, redirect: protocol.buildRedirect(account, request), at }
  } catch (error) {
    if (error instanceof UnsupportedPaymentError) return reject('BANK_NOT_AVAILABLE', 'bankId')
    throw error
  }
}

/** Paybox and Monetico require a postcode, which addresses of some countries do not have. */
const withPostalCode = <A extends { postalCode: string }>(address: A): A => ({
  ...address,
  postalCode: address.postalCode || '00000',
})
