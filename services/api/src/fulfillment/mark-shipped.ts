import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { writeEvent } from '../event/write-event.ts'
import { shipStock } from '../inventory/ship-stock.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { reject } from '../kernel/errors.ts'
import { parseText, rejectCardInText } from '../kernel/read-text.ts'
import { lockOrderInShop } from '../order/lock-order.ts'
import { FulfillmentStatus, OrderStatus } from '../order/order-status.ts'
import type { Order } from '../order/order.entity.ts'

export interface MarkShippedInput {
  orderCode: string
  carrier?: string | null
  trackingUrl?: string | null
}

/**
 * Marks a paid order as shipped, and takes its items from the stock on hand.
 * @throws NOT_FOUND, ORDER_NOT_SHIPPABLE when it is not paid or already shipped; TRACKING_URL_INVALID; BAD_USER_INPUT
 */
export function markShipped(ctx: MerchantContext, input: MarkShippedInput): Promise<{ order: Order }> {
  const carrier = parseText(input.carrier, 'carrier')
  const trackingUrl = parseTrackingUrl(input.trackingUrl)
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    if (order.status !== OrderStatus.PAID || order.fulfillment !== FulfillmentStatus.UNFULFILLED)
      return reject('ORDER_NOT_SHIPPABLE')
    order.fulfillment = FulfillmentStatus.SHIPPED
    order.carrier = carrier
    order.trackingUrl = trackingUrl
    await shipStock(tx, order)
    await writeEvent(tx, order.id, { type: 'order.shipped', data: {}, by: { memberId: tx.member.id } })
    writeAudit(tx, { action: 'markShipped', subject: order.code })
    return { order }
  })
}

const TRACKING_URL_MAX_LENGTH = 1000

function parseTrackingUrl(value: string | null | undefined): string | null {
  const url = value?.trim()
  if (!url) return null
  if (url.length > TRACKING_URL_MAX_LENGTH || !URL.canParse(url))
    return reject('TRACKING_URL_INVALID', 'trackingUrl')
  if (!['https:', 'http:'].includes(new URL(url).protocol))
    return reject('TRACKING_URL_INVALID', 'trackingUrl')
  rejectCardInText(url, 'trackingUrl')
  return url
}
