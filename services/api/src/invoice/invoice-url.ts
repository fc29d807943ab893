import { isSignedByAny, type Keys } from '../platform/crypto/keys.ts'
import { hmacOf } from '../platform/crypto/sign.ts'

/** How long the URL of a document works, in seconds. */
const VALID_SECONDS = 24 * 3600

interface Signed {
  shopId: string
  invoiceId: string
  /** Seconds since 1970. */
  expires: number
}

const signatureOf = (key: Buffer, { shopId, invoiceId, expires }: Signed): string =>
  hmacOf(key, 'invoice', shopId, invoiceId, String(expires))

/**
 * Where a buyer downloads a document, for a day. It is signed instead of carrying the order token, which must not be in a URL; whoever asks the API for the
 * order with its token gets a new one.
 */
export function invoiceUrl(
  { apiUrl, orderTokenKeys: [key] }: { apiUrl: string; orderTokenKeys: Keys },
  { shopId, id, number }: { shopId: string; id: string; number: string },
  now = new Date(),
): string {
  const expires = Math.floor(now.getTime() / 1000) + VALID_SECONDS
  const signature = signatureOf(key, { shopId, invoiceId: id, expires })
  return `${apiUrl}/invoices/${shopId}/${id}/${number}.pdf?expires=${expires}&signature=${signature}`
}

export const isInvoiceSignature = (
  keys: Keys,
  signed: Signed,
  signature: string,
  now = new Date(),
): boolean =>
  isSignedByAny(keys, signature, (key) => signatureOf(key, signed)) && signed.expires * 1000 > now.getTime()
