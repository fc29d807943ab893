import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../../../app/context.ts'
import { EntryPoint } from '../../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../../kernel/payload.ts'
import { MerchantOrder, toMerchantOrder } from '../../../order/merchant-order.type.ts'
import { nextStatus } from '../../../order/order-status.ts'
import { batchLoad } from '../../../platform/db/batch-load.ts'
import { orderPageUrl } from '../../../shop/load-shop.ts'
import { ordersOfShopWithBank, requestBankPayment } from './request-bank-payment.ts'

const RequestBankPaymentPayload = merchantPayload('RequestBankPaymentPayload', {
  order: { type: () => MerchantOrder, description: 'As it is now; null if nothing was recorded.' },
})

/** Sending a buyer to a bank's page. */
@Resolver(() => MerchantOrder)
export class BankPaymentRequestResolver {
  @Mutation(() => RequestBankPaymentPayload, {
    description:
      'Mails the buyer a link to the order, to pay it on a bank’s own page. A card payment is closed and its digits are erased.',
  })
  @EntryPoint({ access: 'card.request', rateLimit: 'member' })
  requestBankPayment(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
  ) {
    return toPayload(ctx, RequestBankPaymentPayload, async () => {
      const { order } = await requestBankPayment(ctx, { orderCode })
      return { order: toMerchantOrder(order) }
    })
  }

  @FieldResolver(() => Boolean, { description: 'Whether requestBankPayment would be accepted now.' })
  async canRequestBankPayment(
    @Ctx() ctx: MerchantContext,
    @Root() { id, status }: MerchantOrder,
  ): Promise<boolean> {
    if (!nextStatus(status, 'requestBankPayment') || !orderPageUrl(ctx.shop)) return false
    return (await batchLoad(ctx, ordersOfShopWithBank, ({ orderId }) => orderId, id)).length > 0
  }
}
