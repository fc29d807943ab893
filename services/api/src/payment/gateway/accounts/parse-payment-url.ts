import { reject } from '../../../kernel/errors.ts'
import { isLoopback } from '../../../platform/loopback.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'

/**
 * Returns the URL of the bank's payment page, which only browsers open: that of the chosen brand, the one that was entered, or
 * the stored one. It must use https, except on loopback if the API is on loopback too, and must not be a known bank's page of
 * the other environment.
 * @throws OperationError NOT_FOUND for a brand that the protocol does not have; PAYMENT_URL_INVALID
 */
export function parsePaymentUrl(
  apiUrl: string,
  protocol: BankProtocol,
  environment: BankEnvironment,
  { brand, paymentUrl }: { brand?: string | null; paymentUrl?: string | null },
  stored = '',
): string {
  const { brands } = protocol.settings
  if (brand) {
    const known = brands.find(({ name }) => name === brand)
    return known ? known.paymentUrl[environment] : reject('NOT_FOUND', 'brand')
  }
  const url = URL.parse((paymentUrl ?? stored).trim())
  if (!url || url.username || url.password || url.hash || url.href.length > 300)
    return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  const isLocal =
    url.protocol === 'http:' && [url, new URL(apiUrl)].every(({ hostname }) => isLoopback(hostname))
  if (url.protocol !== 'https:' && !isLocal) return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  const itsBrands = brands.filter((each) => Object.values(each.paymentUrl).includes(url.href))
  if (itsBrands.length > 0 && !itsBrands.some((each) => each.paymentUrl[environment] === url.href))
    return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  return url.href
}
