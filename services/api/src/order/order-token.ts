import { isEqualText, hmacOf } from '../platform/crypto/sign.ts'

/** The secret of an order, for its buyer alone: repeatable, stored nowhere, never logged. */
export const orderToken = (key: Buffer, shopId: string, orderId: string): string =>
  hmacOf(key, 'order', shopId, orderId)

export const isOrderToken = (key: Buffer, order: { shopId: string; id: string }, token: string): boolean =>
  isEqualText(orderToken(key, order.shopId, order.id), token)
