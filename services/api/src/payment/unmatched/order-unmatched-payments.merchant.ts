import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { MerchantRequest } from '../../app/context.ts'
import { batchLoad } from '../../platform/db/batch-load.ts'
import { MerchantOrder } from '../../order/merchant-order.type.ts'
import { unmatchedPaymentsOfOrders } from './find-unmatched-payments.ts'
import { UnmatchedPaymentType, toUnmatchedPaymentType } from './unmatched-payment.type.ts'

/** What a merchant's order is told of the list of unmatched payments. */
@Resolver(() => MerchantOrder)
export class OrderUnmatchedPaymentsResolver {
  @FieldResolver(() => [UnmatchedPaymentType], {
    description: 'Money that this order could not take, newest first.',
  })
  async unmatchedPayments(
    @Ctx() request: MerchantRequest,
    @Root() order: MerchantOrder,
  ): Promise<UnmatchedPaymentType[]> {
    const found = await batchLoad(
      request,
      unmatchedPaymentsOfOrders,
      ({ unmatchedPayment }) => unmatchedPayment.orderId ?? '',
      order.id,
    )
    return found.map(toUnmatchedPaymentType)
  }
}
