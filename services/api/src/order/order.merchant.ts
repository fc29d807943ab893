import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { fulfillmentTimeline } from '../fulfillment/fulfillment-timeline.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { MailType, toMailType } from '../mail/mail.type.ts'
import { cardTimeline } from '../payment/card/card-timeline.ts'
import { bankPaymentTimeline } from '../payment/gateway/bank-payment-timeline.ts'
import { cardPaymentsOfOrders, paymentAttemptsOfOrders } from '../payment/load-payment-relations.ts'
import { paymentSummariesOfOrders } from '../payment/load-payment-summaries.ts'
import {
  MerchantBankPayment,
  MerchantCardPayment,
  PaymentSummaryType,
  toMerchantBankPayment,
} from '../payment/merchant-payment.type.ts'
import { refundTimeline } from '../payment/refund/refund-timeline.ts'
import { manualPaymentTimeline } from '../payment/manual/manual-payment-timeline.ts'
import { unmatchedPaymentsOfOrders } from '../payment/unmatched/find-unmatched-payments.ts'
import { invoiceTimeline } from '../invoice/invoice-timeline.ts'
import { toUnmatchedPaymentType, UnmatchedPaymentType } from '../payment/unmatched/unmatched-payment.type.ts'
import { unmatchedPaymentTimeline } from '../payment/unmatched/unmatched-payment-timeline.ts'
import { batchLoad } from '../platform/db/batch-load.ts'
import { cancelOrder } from './cancel-order.ts'
import { countOrders } from './count-orders.ts'
import { findNextToCertify } from './find-next-to-certify.ts'
import { findOrderInShop } from './find-order.ts'
import { listOrders } from './list-orders.ts'
import { linesOfOrders, mailsOfOrders } from './load-order-relations.ts'
import { timelineRowsOfOrders, toOrderEvent, withoutPersonalData } from './load-timeline.ts'
import { MerchantOrderConnection, toMerchantOrderConnection } from './merchant-order-connection.type.ts'
import { MerchantOrder, toMerchantOrder } from './merchant-order.type.ts'
import { OrderEventType } from './order-event.type.ts'
import { OrderFilter } from './order-filter.type.ts'
import { withdrawalTimeline } from '../withdrawal/withdrawal-timeline.ts'
import { orderTimeline } from './order-timeline.ts'
import { OrderLineType, toOrderLineType } from './order.type.ts'

const timelineEntries = {
  ...orderTimeline,
  ...cardTimeline,
  ...invoiceTimeline,
  ...bankPaymentTimeline,
  ...refundTimeline,
  ...unmatchedPaymentTimeline,
  ...fulfillmentTimeline,
  ...manualPaymentTimeline,
  ...withdrawalTimeline,
}

const CancelOrderPayload = merchantPayload('CancelOrderPayload', {
  order: { type: () => MerchantOrder, description: 'CANCELLED now; null if it was not cancelled.' },
})

/** The shop's orders as the merchant API shows them. */
@Resolver(() => MerchantOrder)
export class MerchantOrderResolver {
  @Query(() => MerchantOrderConnection, { description: 'Newest first.' })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async orders(
    @Ctx() ctx: MerchantContext,
    @Arg('first', () => Int, {
      defaultValue: 25,
      nullable: true,
      description: '1 to 100: BAD_USER_INPUT otherwise.',
    })
    first: number,
    @Arg('filter', () => OrderFilter, { nullable: true, description: 'Null for all orders.' })
    filter?: OrderFilter | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<MerchantOrderConnection> {
    return toMerchantOrderConnection(await listOrders(ctx, { filter, first: first ?? 25, after }))
  }

  @Query(() => Int, {
    description:
      'At most 10,000, or 500 if the filter has conditions other than status, fulfillment, search and days: counting goes no further. Of a search that finds very many orders, it may be too low.',
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  orderCount(
    @Ctx() ctx: MerchantContext,
    @Arg('filter', () => OrderFilter, { nullable: true, description: 'Null for all orders.' })
    filter?: OrderFilter | null,
  ): Promise<number> {
    return countOrders(ctx, { filter })
  }

  @Query(() => MerchantOrder, {
    nullable: true,
    description: 'An order of the shop; null if it has none with this code.',
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async order(
    @Ctx() ctx: MerchantContext,
    @Arg('code', () => String, { description: '`MerchantOrder.code`, exactly as people quote it.' })
    code: string,
  ): Promise<MerchantOrder | null> {
    const order = await findOrderInShop(ctx, code)
    return order && toMerchantOrder(order)
  }

  @Query(() => MerchantOrder, {
    nullable: true,
    description:
      'The order to certify next, oldest first: one placed after the order with the code `after`, or else the oldest of all others.',
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async nextOrderToCertify(
    @Ctx() ctx: MerchantContext,
    @Arg('after', () => String, {
      nullable: true,
      description:
        '`MerchantOrder.code` of the order that is left out, for going from one to the next; null to begin.',
    })
    after?: string | null,
  ): Promise<MerchantOrder | null> {
    const order = await findNextToCertify(ctx, after ?? null)
    return order && toMerchantOrder(order)
  }

  @Mutation(() => CancelOrderPayload, {
    description:
      'Cancels an order that is not paid: gives its stock back and erases what is kept of its card. ORDER_NOT_CANCELLABLE once it is paid or over. If the buyer still pays at a bank, that becomes an unmatched payment.',
  })
  @EntryPoint({ access: 'order.cancel', rateLimit: 'member' })
  cancelOrder(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
    @Arg('reason', () => String, {
      nullable: true,
      description:
        'For the members of the shop; at most 500 characters. A card number is refused: BAD_USER_INPUT.',
    })
    reason?: string | null,
  ) {
    return toPayload(ctx, CancelOrderPayload, async () => {
      const { order } = await cancelOrder(ctx, { orderCode, reason })
      return { order: toMerchantOrder(order) }
    })
  }

  @FieldResolver(() => [OrderLineType], { description: 'What was ordered, in the order of the cart.' })
  async lines(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<OrderLineType[]> {
    const lines = await batchLoad(ctx, linesOfOrders, (line) => line.orderId, order.id)
    const { currency } = order.total
    return lines.map((line) => toOrderLineType(line, currency))
  }

  @FieldResolver(() => PaymentSummaryType, {
    description: 'How it was paid or is to be paid, for a row of a list.',
  })
  async paymentSummary(
    @Ctx() ctx: MerchantContext,
    @Root() order: MerchantOrder,
  ): Promise<PaymentSummaryType> {
    const [summary] = await batchLoad(ctx, paymentSummariesOfOrders, ({ orderId }) => orderId, order.id)
    return summary ?? { cardBrand: null, bank: null, manualMethod: null, hasOpenUnmatchedPayment: false }
  }

  @FieldResolver(() => MerchantCardPayment, { nullable: true, description: 'The newest.' })
  async cardPayment(
    @Ctx() ctx: MerchantContext,
    @Root() order: MerchantOrder,
  ): Promise<MerchantCardPayment | null> {
    return (await this.cardPayments(ctx, order))[0] ?? null
  }

  @FieldResolver(() => [MerchantCardPayment], { description: 'Newest first.' })
  cardPayments(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<MerchantCardPayment[]> {
    return batchLoad(ctx, cardPaymentsOfOrders, (payment) => payment.orderId, order.id)
  }

  @FieldResolver(() => [MerchantBankPayment], { description: 'Newest first.' })
  async bankPayments(
    @Ctx() ctx: MerchantContext,
    @Root() order: MerchantOrder,
  ): Promise<MerchantBankPayment[]> {
    const attempts = await batchLoad(ctx, paymentAttemptsOfOrders, (attempt) => attempt.orderId, order.id)
    return attempts.map(toMerchantBankPayment)
  }

  @FieldResolver(() => [UnmatchedPaymentType], {
    description: 'Payments received for this order that it could not accept, newest first.',
  })
  async unmatchedPayments(
    @Ctx() ctx: MerchantContext,
    @Root() order: MerchantOrder,
  ): Promise<UnmatchedPaymentType[]> {
    const found = await batchLoad(
      ctx,
      unmatchedPaymentsOfOrders,
      ({ unmatchedPayment }) => unmatchedPayment.orderId ?? '',
      order.id,
    )
    return found.map(toUnmatchedPaymentType)
  }

  @FieldResolver(() => [MailType], {
    description: 'To the buyer and to the shop, oldest first. See `resendMail`.',
  })
  async mails(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<MailType[]> {
    const mails = await batchLoad(ctx, mailsOfOrders, (mail) => mail.orderId ?? '', order.id)
    return mails.map(toMailType)
  }

  @FieldResolver(() => [OrderEventType], { description: 'Oldest first.' })
  async timeline(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<OrderEventType[]> {
    const rows = await batchLoad(ctx, timelineRowsOfOrders, (row) => row.orderId, order.id)
    const shown = ctx.permissions.has('buyer.read') ? rows : rows.map(withoutPersonalData)
    return shown.map((row) => toOrderEvent(row, timelineEntries, ctx.language))
  }
}
