import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { writeAudit } from '../../../audit/write-audit.ts'
import { reject } from '../../../kernel/errors.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import { lockOrderInShop } from '../../../order/lock-order.ts'
import type { Order } from '../../../order/order.entity.ts'
import { nextStatus } from '../../../order/order-status.ts'
import type { BatchQuery } from '../../../platform/db/batch-load.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { orderPageUrl } from '../../../shop/load-shop.ts'
import { expireCardRequests } from '../../card/certify/request-card.ts'
import { closeCardPayment } from '../../card/close-card-payment.ts'
import { actorOf } from '../../../event/event-types.ts'

/**
 * Mails the buyer a link to the order, to pay it on a bank's own page: for a card that the bank refuses to let the merchant key. Closes the order's
 * card payment, erases its digits, and ends links by which a card could be entered.
 * @throws OperationError NOT_FOUND, NO_BANK_ENABLED, BANK_PAYMENT_NOT_REQUESTABLE
 */
export function requestBankPayment(
  ctx: MerchantContext,
  input: { orderCode: string },
): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    if (!nextStatus(order.status, 'requestBankPayment') || !orderPageUrl(tx.shop))
      return reject('BANK_PAYMENT_NOT_REQUESTABLE', 'orderCode')
    if (!(await hasEnabledBank(tx))) return reject('NO_BANK_ENABLED', 'orderCode')
    const hadCard = await closeCardPayment(tx, order.id)
    await expireCardRequests(tx, order.id)
    await changeOrderStatus(tx, order, 'requestBankPayment', {
      type: 'bank_payment.requested',
      data: { hadCard },
      by: actorOf(tx),
    })
    writeAudit(tx, { action: 'requestBankPayment', subject: order.code })
    return { order }
  })
}

/** One row for each of the orders if the shop has an enabled bank, else none. */
export const ordersOfShopWithBank: BatchQuery<{ orderId: string }> = (ctx, ids) =>
  inTransaction(ctx, async (tx) => ((await hasEnabledBank(tx)) ? ids.map((orderId) => ({ orderId })) : []))

/** Whether buyers can pay at a bank of the shop now. */
async function hasEnabledBank({ em, shop }: InTransaction<MerchantContext>): Promise<boolean> {
  const [row] = await em.execute<{ enabled: boolean }[]>(
    `select 'BANK' = any (s.payment_modes) and exists (select from gateway_account g where g.shop_id = s.id and g.enabled) as enabled
     from shop s where s.id = ?`,
    [shop.id],
  )
  return row?.enabled ?? false
}
