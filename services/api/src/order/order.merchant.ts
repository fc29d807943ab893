import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { MailType } from '../mail/mail.type.ts'
import { toMailType } from '../mail/mail.type.ts'
import { toMerchantPayload } from '../kernel/to-merchant-payload.ts'
import { requirePermission } from '../kernel/require-permission.ts'
import { money } from '../kernel/money.type.ts'
import { findOrderInShop } from './find-order-in-shop.ts'
import { listOrders } from './list-orders.ts'
import { batchLoad } from '../platform/db/batch-load.ts'
import { markShipped } from '../fulfillment/mark-shipped.ts'
import { MerchantOrderConnection, toConnection } from './merchant-order-connection.type.ts'
import { MarkShippedPayload, ResendMailPayload } from './merchant-order-payload.type.ts'
import { eventsOfOrders, linesOfOrders, mailsOfOrders } from './load-order-relations.ts'
import { MerchantOrder, toMerchantOrder } from './merchant-order.type.ts'
import { OrderEventType } from './order-event.type.ts'
import { OrderFilter } from './order-filter.type.ts'
import { OrderLineType } from './order.type.ts'
import { resendMail } from '../mail/resend-mail.ts'

@Resolver(() => MerchantOrder)
export class MerchantOrderResolver {
  @Query(() => MerchantOrderConnection)
  async orders(
    @Ctx() request: MerchantRequest,
    @Arg('first', () => Int, { defaultValue: 25, nullable: true }) first: number,
    @Arg('filter', () => OrderFilter, { nullable: true }) filter?: OrderFilter | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<MerchantOrderConnection> {
    return toConnection(
      await listOrders(requirePermission(request, 'VIEWER'), { filter, first: first ?? 25, after }),
    )
  }

  @Query(() => MerchantOrder, { nullable: true })
  async order(
    @Ctx() request: MerchantRequest,
    @Arg('code', () => String) code: string,
  ): Promise<MerchantOrder | null> {
    const order = await findOrderInShop(requirePermission(request, 'VIEWER'), code)
    return order && toMerchantOrder(order)
  }

  @Mutation(() => MarkShippedPayload)
  markShipped(
    @Ctx() request: MerchantRequest,
    @Arg('orderCode', () => String) orderCode: string,
    @Arg('carrier', () => String, { nullable: true }) carrier?: string | null,
    @Arg('trackingUrl', () => String, { nullable: true }) trackingUrl?: string | null,
  ): Promise<MarkShippedPayload> {
    const ctx = requirePermission(request, 'MANAGER')
    return toMerchantPayload(
      ctx,
      async () => {
        const { order } = await markShipped(ctx, { orderCode, carrier, trackingUrl })
        return { order: toMerchantOrder(order) }
      },
      { order: null },
    )
  }

  @Mutation(() => ResendMailPayload)
  resendMail(
    @Ctx() request: MerchantRequest,
    @Arg('mailId', () => ID) mailId: string,
  ): Promise<ResendMailPayload> {
    const ctx = requirePermission(request, 'CERTIFIER')
    return toMerchantPayload(
      ctx,
      async () => ({ mail: toMailType((await resendMail(ctx, { mailId })).mail) }),
      {
        mail: null,
      },
    )
  }

  @FieldResolver(() => [OrderLineType])
  async lines(@Ctx() request: MerchantRequest, @Root() order: MerchantOrder): Promise<OrderLineType[]> {
    const lines = await batchLoad(request, linesOfOrders, (line) => line.orderId, order.id)
    const { currency } = order.total
    return lines.map((line) => ({
      productName: line.productName,
      variantName: line.variantName,
      sku: line.sku,
      quantity: line.quantity,
      unitPrice: money(line.unitPrice, currency),
      total: money(line.total, currency),
    }))
  }

  @FieldResolver(() => [MailType])
  async mails(@Ctx() request: MerchantRequest, @Root() order: MerchantOrder): Promise<MailType[]> {
    const mails = await batchLoad(request, mailsOfOrders, (mail) => mail.orderId ?? '', order.id)
    return mails.map(toMailType)
  }

  @FieldResolver(() => [OrderEventType])
  timeline(@Ctx() request: MerchantRequest, @Root() order: MerchantOrder): Promise<OrderEventType[]> {
    return batchLoad(request, eventsOfOrders, (event) => event.orderId, order.id)
  }
}
