import type { Carrier } from './parcel.documents.ts'

const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()

/** The carrier whose tracking page is known; undefined for any other name. */
export const knownCarrier = (carriers: readonly Carrier[], name: string): Carrier | undefined =>
  carriers.find((carrier) => carrier.trackingUrl && fold(carrier.name) === fold(name))

/** The tracking page that the buyer will get, as the API makes it; null without a number. */
export function trackingPreview(
  carrier: Carrier | undefined,
  number: string,
  postalCode: string,
): string | null {
  const plain = number.replace(/[^a-zA-Z0-9]/g, '').toUpperCase()
  if (!carrier?.trackingUrl || !plain) return null
  return carrier.trackingUrl
    .replace('{number}', encodeURIComponent(plain))
    .replace('{postalCode}', encodeURIComponent(postalCode.replace(/\s/g, '')))
}
