import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { storefrontPayload, toPayload } from '../kernel/payload.ts'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { Money, money } from '../kernel/money.type.ts'
import { findOrderPayment } from '../payment/find-order-payment.ts'
import { findOrderWithPayment, type OrderWithPayment } from '../payment/find-order-with-payment.ts'
import { BankPaymentStatus } from '../payment/gateway/attempts/bank-payment-status.type.ts'
import { findNewestAttempt } from '../payment/gateway/attempts/find-newest-attempt.ts'
import type { PaymentAttemptStatus } from '../payment/gateway/bank-protocol.ts'
import { findManualPayment } from '../payment/manual/find-manual-payment.ts'
import { ManualPaymentType, toManualPaymentType } from '../payment/manual/manual-payment.type.ts'
import { Payment } from '../payment/payment.type.ts'
import { findRefundedTotal } from '../payment/refund/find-refunded-total.ts'
import { CartTotals } from '../cart/cart-totals.type.ts'
import { DiscountAmountType, TaxOfRateType, toDiscountAmounts, toTaxesOfRates } from '../tax/tax.type.ts'
import { loadOrderLines } from './load-order-relations.ts'
import type { Order } from './order.entity.ts'
import { OrderLineType, OrderType, toOrderLineType } from './order.type.ts'
import { isPayable } from './order-status.ts'
import { orderToken } from './order-token.ts'
import { placeOrder } from './place-order.ts'
import { PlaceOrderInput } from './place-order.type.ts'
import { quote, quoteOrder } from './quote.ts'
import { toCartTotals } from './to-cart-totals.ts'
import { offeredPaymentMethods, PaymentMethod } from '../shop/payment-method.ts'
import { shippingMethods } from '../shipping/shipping-methods.ts'
import { ShippingMethodType, toShippingMethodType } from '../shipping/shipping-method.type.ts'

const CheckoutQuotePayload = storefrontPayload('CheckoutQuote', { totals: () => CartTotals })
const PlaceOrderPayload = storefrontPayload('PlaceOrderPayload', { order: () => OrderType })

@ObjectType('BankAttempt', {
  description:
    'The newest payment attempt at a bank, to be shown on the page to which the bank returns the buyer.',
})
class BankAttemptType {
  @Field(() => BankPaymentStatus)
  status!: PaymentAttemptStatus

  @Field(() => String)
  bankName!: string
}

/** `loaded` is what was read together with the order. */
type OrderRoot = Order & { loaded?: OrderWithPayment }

@Resolver(() => OrderType)
export class OrderResolver {
  @Query(() => [ShippingMethodType], {
    description:
      'What can be chosen for the visitor’s cart at a destination; empty where the shop does not deliver it. The postcode matters where the shop’s prices differ within a country.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async shippingMethods(
    @Ctx() ctx: BuyerContext,
    @Arg('countryCode', () => String) countryCode: string,
    @Arg('postalCode', () => String, { nullable: true }) postalCode?: string | null,
    @Arg('vatNumber', () => String, { nullable: true }) vatNumber?: string | null,
  ): Promise<ShippingMethodType[]> {
    const methods = await shippingMethods(ctx, { countryCode, postalCode, vatNumber })
    return methods.map((method) => toShippingMethodType(method, ctx.shop.currency))
  }

  @Query(() => CartTotals, { nullable: true, description: 'What the cart would cost, before ordering.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async quote(
    @Ctx() ctx: BuyerContext,
    @Arg('countryCode', () => String) countryCode: string,
    @Arg('shippingMethodId', () => ID, { nullable: true }) shippingMethodId?: string | null,
    @Arg('postalCode', () => String, { nullable: true }) postalCode?: string | null,
    @Arg('vatNumber', () => String, { nullable: true }) vatNumber?: string | null,
  ): Promise<CartTotals | null> {
    const totals = await quote(ctx, { countryCode, postalCode, vatNumber, shippingMethodId })
    return totals && toCartTotals(totals, ctx.shop.currency)
  }

  @Query(() => CheckoutQuotePayload, {
    description:
      'What the cart would cost, or why it cannot be ordered so: SHIPPING_METHOD_NOT_AVAILABLE, CART_EMPTY, CART_TOO_LARGE.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  checkoutQuote(
    @Ctx() ctx: BuyerContext,
    @Arg('countryCode', () => String) countryCode: string,
    @Arg('shippingMethodId', () => ID, { nullable: true }) shippingMethodId?: string | null,
    @Arg('postalCode', () => String, { nullable: true }) postalCode?: string | null,
    @Arg('vatNumber', () => String, { nullable: true }) vatNumber?: string | null,
  ) {
    return toPayload(ctx, CheckoutQuotePayload, async () => {
      const totals = await quoteOrder(ctx, { countryCode, postalCode, vatNumber, shippingMethodId })
      return { totals: toCartTotals(totals, ctx.shop.currency) }
    })
  }

  @Query(() => OrderType, { nullable: true })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  async order(
    @Ctx() ctx: BuyerContext,
    @Arg('code', () => String) code: string,
    @Arg('token', () => String) token: string,
  ): Promise<OrderType | null> {
    const found = await findOrderWithPayment(ctx, { code, token })
    return found && Object.assign(found.order, { loaded: found })
  }

  @Mutation(() => PlaceOrderPayload, {
    description:
      'Turns the visitor’s cart into an order. The same content of a cart can be ordered only once, whatever the idempotency key.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  placeOrder(@Ctx() ctx: BuyerContext, @Arg('input', () => PlaceOrderInput) input: PlaceOrderInput) {
    return toPayload(ctx, PlaceOrderPayload, () => placeOrder(ctx, input))
  }

  @FieldResolver(() => String, {
    description:
      'The secret that gives the buyer access to this order. Never log it or put it in a URL that leaves the frontend.',
  })
  token(@Ctx() ctx: BuyerContext, @Root() order: Order): string {
    return orderToken(ctx.app.env.orderTokenKey, order.shopId, order.id)
  }

  @FieldResolver(() => [OrderLineType])
  async lines(@Ctx() ctx: BuyerContext, @Root() order: Order): Promise<OrderLineType[]> {
    const lines = order.lines ?? (await loadOrderLines(ctx, order.id))
    return lines.map((line) => toOrderLineType(line, order.currency))
  }

  @FieldResolver(() => ShippingMethodType, { nullable: true })
  shippingMethod(@Root() order: Order): ShippingMethodType | null {
    return order.shippingMethodId && order.shippingMethodName
      ? {
          id: order.shippingMethodId,
          name: order.shippingMethodName,
          price: money(order.shippingTotal, order.currency),
          description: order.shippingMethodDescription ?? null,
        }
      : null
  }

  @FieldResolver(() => Money)
  subtotal(@Root() order: Order): Money {
    return money(order.subtotal, order.currency)
  }

  @FieldResolver(() => Money)
  shippingTotal(@Root() order: Order): Money {
    return money(order.shippingTotal, order.currency)
  }

  @FieldResolver(() => Money)
  taxTotal(@Root() order: Order): Money {
    return money(order.taxTotal, order.currency)
  }

  @FieldResolver(() => [TaxOfRateType], {
    description: 'By rate, ascending; bases and taxes add up to the total.',
  })
  taxes(@Root() order: Order): TaxOfRateType[] {
    return toTaxesOfRates(order.taxes, order.currency)
  }

  @FieldResolver(() => [DiscountAmountType], {
    description: 'What was taken off the delivery; shippingTotal is after it.',
  })
  shippingDiscounts(@Root() order: Order): DiscountAmountType[] {
    return toDiscountAmounts(order.shippingDiscounts, order.currency)
  }

  @FieldResolver(() => Money)
  total(@Root() order: Order): Money {
    return money(order.total, order.currency)
  }

  @FieldResolver(() => Money, { description: 'What was given back; the status stays PAID.' })
  async refundedTotal(@Ctx() ctx: BuyerContext, @Root() order: OrderRoot): Promise<Money> {
    const refunded = order.loaded?.refundedTotal ?? (await findRefundedTotal(ctx, order.id))
    return money(refunded, order.currency)
  }

  @FieldResolver(() => Payment, { nullable: true })
  payment(@Ctx() ctx: BuyerContext, @Root() order: OrderRoot): Payment | null | Promise<Payment | null> {
    return order.loaded ? order.loaded.payment : findOrderPayment(ctx, order)
  }

  @FieldResolver(() => BankAttemptType, { nullable: true })
  bankAttempt(
    @Ctx() ctx: BuyerContext,
    @Root() order: OrderRoot,
  ): BankAttemptType | null | Promise<BankAttemptType | null> {
    return order.loaded ? order.loaded.bankAttempt : findNewestAttempt(ctx, order.id)
  }

  @FieldResolver(() => [PaymentMethod], {
    description:
      'What its buyer can pay it with now, in the order in which to show it; empty unless it is PENDING_PAYMENT or PAYMENT_REFUSED.',
  })
  paymentMethods(@Ctx() ctx: BuyerContext, @Root() order: Order): PaymentMethod[] | Promise<PaymentMethod[]> {
    if (!isPayable(order.status)) return []
    const { channel, billingAddress } = order
    return offeredPaymentMethods(ctx, { channel, billingCountry: billingAddress.countryCode })
  }

  @FieldResolver(() => ManualPaymentType, {
    nullable: true,
    description: 'What the buyer has to do who chose a transfer or a cheque, while the order waits for it.',
  })
  async manualPayment(@Ctx() ctx: BuyerContext, @Root() order: OrderRoot): Promise<ManualPaymentType | null> {
    if (!isPayable(order.status) || !order.paymentDueAt) return null
    const found = order.loaded ? order.loaded.manualPayment : await findManualPayment(ctx, order.id)
    return found && toManualPaymentType(found, order)
  }
}
