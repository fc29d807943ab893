import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { storefrontPayload, toPayload } from '../kernel/payload.ts'
import { OrderType } from '../order/order.type.ts'
import { findOrderOfRejectedCard } from './card/take/find-order-of-rejected-card.ts'
import { payByCard } from './card/take/pay-by-card.ts'
import { BankRedirect } from './gateway/attempts/bank-redirect.type.ts'
import { findOrderOfRejectedPayment } from './gateway/attempts/find-order-of-rejected-payment.ts'
import { payByBank } from './gateway/attempts/pay-by-bank.ts'
import { PayManuallyInputType } from './manual/manual-payment.type.ts'
import { payByCheque } from './manual/pay-by-cheque.ts'
import { payByTransfer } from './manual/pay-by-transfer.ts'
import { PayByCardInputType } from './payment.type.ts'

@InputType('PayByBankInput')
class PayByBankInputType {
  @Field(() => String)
  orderCode!: string

  @Field(() => String)
  orderToken!: string

  @Field(() => ID)
  bankId!: string

  @Field(() => String)
  returnUrl!: string

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null

  @Field(() => Boolean, { nullable: true, defaultValue: false })
  abandonOpenAttempt?: boolean | null
}

const PayByCardPayload = storefrontPayload('PayByCardPayload', { order: () => OrderType })
const PayByBankPayload = storefrontPayload('PayByBankPayload', {
  redirect: () => BankRedirect,
  order: () => OrderType,
})

const PayByTransferPayload = storefrontPayload('PayByTransferPayload', { order: () => OrderType })
const PayByChequePayload = storefrontPayload('PayByChequePayload', { order: () => OrderType })

/** The ways to pay an order. */
@Resolver()
export class PaymentResolver {
  @Mutation(() => PayByCardPayload, { description: 'Takes a card for an order.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  payByCard(@Ctx() ctx: BuyerContext, @Arg('input', () => PayByCardInputType) input: PayByCardInputType) {
    return toPayload(
      ctx,
      PayByCardPayload,
      () => payByCard(ctx, input),
      () => findOrderOfRejectedCard(ctx, input),
    )
  }

  @Mutation(() => PayByBankPayload, {
    description: 'Opens a payment at the bank and says where to send the buyer.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  payByBank(@Ctx() ctx: BuyerContext, @Arg('input', () => PayByBankInputType) input: PayByBankInputType) {
    return toPayload(
      ctx,
      PayByBankPayload,
      () => payByBank(ctx, input),
      () => findOrderOfRejectedPayment(ctx, input),
    )
  }

  @Mutation(() => PayByTransferPayload, {
    description:
      'The buyer will pay by transfer: Order.manualPayment says where to. The order stays PENDING_PAYMENT until a member records the receipt.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  payByTransfer(
    @Ctx() ctx: BuyerContext,
    @Arg('input', () => PayManuallyInputType) input: PayManuallyInputType,
  ) {
    return toPayload(ctx, PayByTransferPayload, () => payByTransfer(ctx, input))
  }

  @Mutation(() => PayByChequePayload, {
    description:
      'The buyer will pay by cheque: Order.manualPayment says to whom. The order stays PENDING_PAYMENT until a member records the receipt.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  payByCheque(
    @Ctx() ctx: BuyerContext,
    @Arg('input', () => PayManuallyInputType) input: PayManuallyInputType,
  ) {
    return toPayload(ctx, PayByChequePayload, () => payByCheque(ctx, input))
  }
}
