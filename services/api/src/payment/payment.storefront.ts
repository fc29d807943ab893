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

@InputType('PayByBankInput', { description: 'A payment on the page of a bank.' })
class PayByBankInputType {
  @Field(() => String, { description: '`Order.code`.' })
  orderCode!: string

  @Field(() => String, { description: '`Order.token`.' })
  orderToken!: string

  @Field(() => ID, { description: 'Of `Shop.banks`.' })
  bankId!: string

  @Field(() => String, {
    description:
      'Where the bank sends the buyer back, with `?order=<code>` added; on one of the shop’s websites.',
  })
  returnUrl!: string

  @Field(() => String, {
    nullable: true,
    description:
      'At most 200 characters, such as a UUID. A repeated request with the same key returns the first redirect, so that no second payment begins.',
  })
  idempotencyKey?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Gives up a payment at a bank that the buyer did not finish, instead of PAYMENT_IN_PROGRESS.',
  })
  abandonOpenAttempt?: boolean | null
}

const PAID_ORDER = {
  type: () => OrderType,
  description: 'As it is after the request; null only if code or token are wrong.',
}
const PayByCardPayload = storefrontPayload('PayByCardPayload', { order: PAID_ORDER })
const PayByBankPayload = storefrontPayload('PayByBankPayload', {
  redirect: {
    type: () => BankRedirect,
    description: 'Where to send the buyer; null with `userErrors`.',
  },
  order: PAID_ORDER,
})

const CHOSEN_FOR = { type: () => OrderType, description: 'Null with `userErrors`: nothing was chosen.' }
const PayByTransferPayload = storefrontPayload('PayByTransferPayload', { order: CHOSEN_FOR })
const PayByChequePayload = storefrontPayload('PayByChequePayload', { order: CHOSEN_FOR })

/** The ways to pay an order. */
@Resolver()
export class PaymentResolver {
  @Mutation(() => PayByCardPayload, { description: 'Takes a card for an order.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  payByCard(
    @Ctx() ctx: BuyerContext,
    @Arg('input', () => PayByCardInputType, { description: 'Which order, with which card.' })
    input: PayByCardInputType,
  ) {
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
  payByBank(
    @Ctx() ctx: BuyerContext,
    @Arg('input', () => PayByBankInputType, {
      description: 'Which order, at which bank, and where the buyer comes back.',
    })
    input: PayByBankInputType,
  ) {
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
    @Arg('input', () => PayManuallyInputType, { description: 'Which order.' }) input: PayManuallyInputType,
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
    @Arg('input', () => PayManuallyInputType, { description: 'Which order.' }) input: PayManuallyInputType,
  ) {
    return toPayload(ctx, PayByChequePayload, () => payByCheque(ctx, input))
  }
}
