import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'
import { reject } from '../../../kernel/errors.ts'

/**
 * The URL of a brand's payment page or, without a brand, the URL that was entered; null when neither was given.
 * @throws OperationError PAYMENT_URL_INVALID for a brand that the protocol does not have
 */
export function submittedPaymentUrl(
  protocol: BankProtocol,
  environment: BankEnvironment,
  { brand, paymentUrl }: { brand?: string | null; paymentUrl?: string | null },
): string | null {
  if (!brand) return paymentUrl ?? null
  const known = protocol.settings.brands.find(({ name }) => name === brand)
  return known ? known.paymentUrl[environment] : reject('PAYMENT_URL_INVALID', 'paymentUrl')
}
