import { isSignedByAny, type Keys } from '../platform/crypto/keys.ts'
import { hmacOf } from '../platform/crypto/sign.ts'

/** The secret that gives a buyer access to one order: derived from shop and order, so never stored; never logged. */
export const orderToken = ([first]: Keys, shopId: string, orderId: string): string =>
  tokenOf(first, { shopId, id: orderId })

/** Whether it is the order's token, of one of the keys. Compares in constant time. */
export const isOrderToken = (keys: Keys, order: { shopId: string; id: string }, token: string): boolean =>
  isSignedByAny(keys, token, (key) => tokenOf(key, order))

const tokenOf = (key: Buffer, { shopId, id }: { shopId: string; id: string }): string =>
  hmacOf(key, 'order', shopId, id)
