import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql'
import { toPayload } from '../../../kernel/to-payload.ts'
import type { BuyerContext } from '../../../app/context.ts'
import type { Order } from '../../../order/order.entity.ts'
import { OrderType } from '../../../order/order.type.ts'
import { UserErrorType } from '../../../kernel/user-error.type.ts'
import { findOrderOfRejectedPayment } from './find-order-of-rejected-payment.ts'
import { BankRedirect } from './bank-redirect.type.ts'
import { BankPaymentStatus } from './bank-payment-status.type.ts'
import type { PaymentAttemptStatus } from '../bank-protocol.ts'
import { findNewestAttempt } from './find-newest-attempt.ts'
import { payByBank } from './pay-by-bank.ts'

@ObjectType()
class PayByBankPayload {
  @Field(() => BankRedirect, { nullable: true })
  redirect?: BankRedirect | null

  @Field(() => OrderType, { nullable: true })
  order?: OrderType | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@InputType('PayByBankInput')
class PayByBankInput {
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

@ObjectType('BankAttempt', {
  description: 'The newest trip to a bank’s page: what a page that the bank sends back to shows.',
})
class BankAttemptType {
  @Field(() => BankPaymentStatus)
  status!: PaymentAttemptStatus

  @Field(() => String)
  bankName!: string
}

@Resolver(() => OrderType)
export class BankPaymentResolver {
  @FieldResolver(() => BankAttemptType, { nullable: true })
  bankAttempt(@Ctx() ctx: BuyerContext, @Root() order: Order) {
    return findNewestAttempt(ctx, order.id)
  }

  @Mutation(() => PayByBankPayload, {
    description: 'Opens a payment at the bank and says where to send the buyer.',
  })
  payByBank(@Ctx() ctx: BuyerContext, @Arg('input', () => PayByBankInput) input: PayByBankInput) {
    return toPayload(
      ctx,
      () => payByBank(ctx, input),
      () => findOrderOfRejectedPayment(ctx, input),
    )
  }
}
