import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import type { Order } from '../../order/order.entity.ts'
import { CardPayment } from './card-payment.entity.ts'

/**
 * Locks the order and loads its card payment. @throws NOT_FOUND when the order or the payment does not exist in this
 * shop.
 */
export async function findCardPaymentInShop(
  tx: InTransaction<MerchantContext>,
  input: { orderCode: string; paymentId: string },
): Promise<{ order: Order; payment: CardPayment }> {
  const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
  const payment = isUuid(input.paymentId)
    ? await tx.em.findOne(CardPayment, { id: input.paymentId, shopId: tx.shop.id, orderId: order.id })
    : null
  return { order, payment: payment ?? reject('NOT_FOUND', 'paymentId') }
}
