import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { storefrontPayload, toPayload } from '../kernel/payload.ts'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { Money, money } from '../kernel/money.type.ts'
import { findOrderPayment } from '../payment/find-order-payment.ts'
import { findOrderWithPayment, type OrderWithPayment } from '../payment/find-order-with-payment.ts'
import { BankAttemptType } from '../payment/gateway/attempts/bank-attempt.type.ts'
import { findNewestAttempt } from '../payment/gateway/attempts/find-newest-attempt.ts'
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

const CheckoutQuotePayload = storefrontPayload(
  'CheckoutQuote',
  { totals: { type: () => CartTotals, description: 'Null with `userErrors`.' } },
  'What a cart would cost, or why it cannot be ordered so.',
)
const PlaceOrderPayload = storefrontPayload('PlaceOrderPayload', {
  order: { type: () => OrderType, description: 'Null with `userErrors`: nothing was ordered.' },
})

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
    @Arg('countryCode', () => String, {
      description: 'Of the delivery, ISO 3166-1 alpha-2; lower case is accepted.',
    })
    countryCode: string,
    @Arg('postalCode', () => String, {
      nullable: true,
      description: 'Of the delivery, where parts of a country have prices or a tax of their own.',
    })
    postalCode?: string | null,
    @Arg('vatNumber', () => String, { nullable: true, description: 'As in `PlaceOrderInput.vatNumber`.' })
    vatNumber?: string | null,
  ): Promise<ShippingMethodType[]> {
    const methods = await shippingMethods(ctx, { countryCode, postalCode, vatNumber })
    return methods.map((method) => toShippingMethodType(method, ctx.shop.currency))
  }

  @Query(() => CartTotals, {
    nullable: true,
    description:
      'What the cart would cost, before ordering. Prefer `checkoutQuote`, which says why there is no price.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async quote(
    @Ctx() ctx: BuyerContext,
    @Arg('countryCode', () => String, {
      description: 'Of the delivery, ISO 3166-1 alpha-2; lower case is accepted.',
    })
    countryCode: string,
    @Arg('shippingMethodId', () => ID, {
      nullable: true,
      description: '`ShippingMethod.id`; absent: without the delivery.',
    })
    shippingMethodId?: string | null,
    @Arg('postalCode', () => String, {
      nullable: true,
      description: 'Of the delivery, where parts of a country have prices or a tax of their own.',
    })
    postalCode?: string | null,
    @Arg('vatNumber', () => String, { nullable: true, description: 'As in `PlaceOrderInput.vatNumber`.' })
    vatNumber?: string | null,
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
    @Arg('countryCode', () => String, {
      description: 'Of the delivery, ISO 3166-1 alpha-2; lower case is accepted.',
    })
    countryCode: string,
    @Arg('shippingMethodId', () => ID, {
      nullable: true,
      description: '`ShippingMethod.id`; absent: without the delivery.',
    })
    shippingMethodId?: string | null,
    @Arg('postalCode', () => String, {
      nullable: true,
      description: 'Of the delivery, where parts of a country have prices or a tax of their own.',
    })
    postalCode?: string | null,
    @Arg('vatNumber', () => String, { nullable: true, description: 'As in `PlaceOrderInput.vatNumber`.' })
    vatNumber?: string | null,
  ) {
    return toPayload(ctx, CheckoutQuotePayload, async () => {
      const totals = await quoteOrder(ctx, { countryCode, postalCode, vatNumber, shippingMethodId })
      return { totals: toCartTotals(totals, ctx.shop.currency) }
    })
  }

  @Query(() => OrderType, {
    nullable: true,
    description: 'Null, the same whether the code or the token is wrong.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  async order(
    @Ctx() ctx: BuyerContext,
    @Arg('code', () => String, { description: '`Order.code`, as people quote it.' }) code: string,
    @Arg('token', () => String, {
      description: '`Order.token`, from `placeOrder` or from the link in a mail.',
    })
    token: string,
  ): Promise<OrderType | null> {
    const found = await findOrderWithPayment(ctx, { code, token })
    return found && Object.assign(found.order, { loaded: found })
  }

  @Mutation(() => PlaceOrderPayload, {
    description:
      'Turns the visitor’s cart into an order. The same content of a cart can be ordered only once, whatever the idempotency key.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  placeOrder(
    @Ctx() ctx: BuyerContext,
    @Arg('input', () => PlaceOrderInput, {
      description: 'Who orders, where it goes, and what the buyer was shown.',
    })
    input: PlaceOrderInput,
  ) {
    return toPayload(ctx, PlaceOrderPayload, () => placeOrder(ctx, input))
  }

  @FieldResolver(() => String, {
    description:
      'The secret that gives the buyer access to this order. Never log it or put it in a URL that leaves the frontend.',
  })
  token(@Ctx() ctx: BuyerContext, @Root() order: Order): string {
    return orderToken(ctx.app.env.orderTokenKeys, order.shopId, order.id)
  }

  @FieldResolver(() => [OrderLineType], { description: 'In the order of the cart.' })
  async lines(@Ctx() ctx: BuyerContext, @Root() order: Order): Promise<OrderLineType[]> {
    const lines = order.lines ?? (await loadOrderLines(ctx, order.id))
    return lines.map((line) => toOrderLineType(line, order.currency))
  }

  @FieldResolver(() => Money, { description: 'Of the lines, including tax, after discounts.' })
  subtotal(@Root() order: Order): Money {
    return money(order.subtotal, order.currency)
  }

  @FieldResolver(() => Money, { description: 'Including tax, after discounts.' })
  shippingTotal(@Root() order: Order): Money {
    return money(order.shippingTotal, order.currency)
  }

  @FieldResolver(() => Money, { description: 'The part of `total` that is tax.' })
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

  @FieldResolver(() => Money, { description: 'subtotal + shippingTotal.' })
  total(@Root() order: Order): Money {
    return money(order.total, order.currency)
  }

  @FieldResolver(() => Money, { description: 'What was given back; the status stays PAID.' })
  async refundedTotal(@Ctx() ctx: BuyerContext, @Root() order: OrderRoot): Promise<Money> {
    const refunded = order.loaded?.refundedTotal ?? (await findRefundedTotal(ctx, order.id))
    return money(refunded, order.currency)
  }

  @FieldResolver(() => Payment, {
    nullable: true,
    description:
      'By card or at a bank: the one that paid the order, else the one in progress, else the last refused one. Null before any, and for a transfer or cheque: see `manualPayment`.',
  })
  payment(@Ctx() ctx: BuyerContext, @Root() order: OrderRoot): Payment | null | Promise<Payment | null> {
    return order.loaded ? order.loaded.payment : findOrderPayment(ctx, order)
  }

  @FieldResolver(() => BankAttemptType, {
    nullable: true,
    description: 'Null if no payment at a bank was begun.',
  })
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
