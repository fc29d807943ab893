import { reject } from '../../../kernel/errors.ts'
import { isLoopback } from '../../../platform/loopback.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'

/**
 * Where buyers are sent to pay: https always, but for a bank on this very machine when the API is reached on it alone too.
 * The address is the browser's to open, never the API's. A known bank's test page takes no real payments, nor the reverse.
 * @throws Refused PAYMENT_URL_INVALID
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
  const isHere =
    url.protocol === 'http:' && [url, new URL(apiUrl)].every(({ hostname }) => isLoopback(hostname))
  if (url.protocol !== 'https:' && !isHere) return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  const brands = protocol.settings.brands.filter(({ paymentUrl }) =>
    Object.values(paymentUrl).includes(url.href),
  )
  if (brands.length > 0 && !brands.some(({ paymentUrl }) => paymentUrl[environment] === url.href))
    return reject('PAYMENT_URL_INVALID', 'paymentUrl')
  return url.href
}
