import { hmacOf } from '../../../platform/crypto/sign.ts'

/** How long a card request is good. */
export const CARD_REQUEST_HOURS = 72

/** The secret of a card request: computed when its mail is written, stored only as a hash, never logged. */
export const cardRequestToken = (
  key: Buffer,
  order: { shopId: string; id: string },
  requestId: string,
): string => hmacOf(key, 'card-request', order.shopId, order.id, requestId)
