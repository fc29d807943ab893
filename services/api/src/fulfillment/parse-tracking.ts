import { containsLongCardNumber } from '@triclic/card-core/text'
import { reject } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { findCarrier, type Carrier } from './carriers.ts'

/** How a parcel is sent, as a member enters it. */
export interface TrackingInput {
  /** A code of carriers.ts, or a name. */
  carrier?: string | null | undefined
  trackingNumber?: string | null | undefined
  trackingUrl?: string | null | undefined
}

/** How a parcel is sent, as it is stored. */
export interface Tracking {
  carrierCode: string | null
  carrierName: string | null
  trackingNumber: string | null
  trackingUrl: string | null
}

const CARRIER_MAX_LENGTH = 500
const NUMBER_MAX_LENGTH = 35
const URL_MAX_LENGTH = 1000

/**
 * Reads how a parcel is sent.
 * @throws OperationError TRACKING_NUMBER_INVALID, TRACKING_URL_INVALID, CARD_NUMBER_NOT_ALLOWED; RequestError BAD_USER_INPUT for a carrier's name that is too long
 */
export function parseTracking(input: TrackingInput): Tracking {
  const text = parseText(input.carrier, 'carrier', CARRIER_MAX_LENGTH)
  const carrier = text ? findCarrier(text) : undefined
  const trackingNumber = parseTrackingNumber(input.trackingNumber, carrier)
  return {
    carrierCode: carrier?.code ?? null,
    carrierName: carrier ? null : text,
    trackingNumber,
    trackingUrl: parseTrackingUrl(input.trackingUrl, trackingNumber),
  }
}

/**
 * The number in upper case without separators. One that may be a card number is refused, unless it has the format of the carrier: no such format
 * fits a card number.
 */
export function parseTrackingNumber(
  value: string | null | undefined,
  carrier: Carrier | undefined,
): string | null {
  const number = value
    ?.normalize('NFKC')
    .replace(/[\s\p{Zs}\p{Cf}\p{Pd}._/]/gu, '')
    .toUpperCase()
  if (!number) return null
  if (number.length > NUMBER_MAX_LENGTH || !/^[A-Z0-9]+$/.test(number))
    return reject('TRACKING_NUMBER_INVALID', 'trackingNumber')
  if (!carrier?.format.test(number) && containsLongCardNumber(number))
    return reject('CARD_NUMBER_NOT_ALLOWED', 'trackingNumber')
  return number
}

/** A tracking page contains the tracking number, which was checked before. */
function parseTrackingUrl(value: string | null | undefined, trackingNumber: string | null): string | null {
  const url = value?.trim()
  if (!url) return null
  if (url.length > URL_MAX_LENGTH || !URL.canParse(url)) return reject('TRACKING_URL_INVALID', 'trackingUrl')
  if (!['https:', 'http:'].includes(new URL(url).protocol))
    return reject('TRACKING_URL_INVALID', 'trackingUrl')
  const rest = trackingNumber ? url.replaceAll(trackingNumber, ' ') : url
  if (containsLongCardNumber(rest)) return reject('CARD_NUMBER_NOT_ALLOWED', 'trackingUrl')
  return url
}
