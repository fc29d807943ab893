import { reject } from '../../../kernel/errors.ts'
import { isLoopback } from '../../../platform/loopback.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'

/**
 * Validates the URL of the bank's payment page, which only browsers open. It must use https, except on loopback if the API
 * is on loopback too, and must not be a known bank's page of the other environment.
 * @throws OperationError PAYMENT_URL_INVALID
 */
export function parsePaymentUrl(
  apiUrl: string,
  protocol: BankProtocol,
  environment: BankEnvironment,
  text: string,
): string {
  const url = URL.parse(text.trim())
  if (!url || url.username || url.password || url.hash || url.href.length > 300)
    return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  const isLocal =
    url.protocol === 'http:' && [url, new URL(apiUrl)].every(({ hostname }) => isLoopback(hostname))
  if (url.protocol !== 'https:' && !isLocal) return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  const brands = protocol.settings.brands.filter(({ paymentUrl }) =>
    Object.values(paymentUrl).includes(url.href),
  )
  if (brands.length > 0 && !brands.some(({ paymentUrl }) => paymentUrl[environment] === url.href))
    return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  return url.href
}
