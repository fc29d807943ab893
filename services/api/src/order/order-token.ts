import { isEqualText, hmacOf } from '../platform/crypto/sign.ts'

/** The secret that gives a buyer access to one order: derived from shop and order, so never stored; never logged. */
export const orderToken = (key: Buffer, shopId: string, orderId: string): string =>
  hmacOf(key, 'order', shopId, orderId)

/** Compares in constant time. */
export const isOrderToken = (key: Buffer, order: { shopId: string; id: string }, token: string): boolean =>
  isEqualText(orderToken(key, order.shopId, order.id), token)
