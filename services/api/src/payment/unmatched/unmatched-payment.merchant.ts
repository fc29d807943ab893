import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { acceptUnmatchedPayment } from './accept-unmatched-payment.ts'
import { countOpenUnmatchedPayments } from './count-open-unmatched-payments.ts'
import { findUnmatchedPaymentInShop } from './find-unmatched-payments.ts'
import { listUnmatchedPayments } from './list-unmatched-payments.ts'
import { recordBuyerContact } from './record-buyer-contact.ts'
import { recordUnmatchedPaymentRefund } from './record-unmatched-payment-refund.ts'
import { reopenUnmatchedPayment } from './reopen-unmatched-payment.ts'
import {
  AcceptUnmatchedPaymentInputType,
  RecordUnmatchedPaymentRefundInputType,
} from './unmatched-payment.input.ts'
import {
  toUnmatchedPaymentConnection,
  toUnmatchedPaymentType,
  UnmatchedPaymentConnection,
  UnmatchedPaymentType,
} from './unmatched-payment.type.ts'

const UnmatchedPaymentPayload = merchantPayload('UnmatchedPaymentPayload', {
  unmatchedPayment: {
    type: () => UnmatchedPaymentType,
    description: 'As it is now; null if nothing was recorded.',
  },
})

/** Authentic payments that could not be applied to an order, and what the merchant does about them. */
@Resolver()
export class UnmatchedPaymentResolver {
  @Query(() => UnmatchedPaymentConnection, { description: 'Newest first.' })
  @EntryPoint({ access: 'unmatched_payment.read', rateLimit: 'member' })
  async unmatchedPayments(
    @Ctx() ctx: MerchantContext,
    @Arg('first', () => Int, {
      defaultValue: 25,
      nullable: true,
      description: '1 to 50: BAD_USER_INPUT otherwise.',
    })
    first: number,
    @Arg('open', () => Boolean, {
      nullable: true,
      description: 'Only the open ones, or only the closed ones.',
    })
    open?: boolean | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<UnmatchedPaymentConnection> {
    return toUnmatchedPaymentConnection(await listUnmatchedPayments(ctx, { open, first: first ?? 25, after }))
  }

  @Query(() => Int, { description: 'How many payments wait for a decision of a member.' })
  @EntryPoint({ access: 'unmatched_payment.read', rateLimit: 'member' })
  openUnmatchedPaymentCount(@Ctx() ctx: MerchantContext): Promise<number> {
    return countOpenUnmatchedPayments(ctx)
  }

  @Mutation(() => UnmatchedPaymentPayload, {
    description: 'Accepts this payment for its order, which becomes PAID if its status allows that.',
  })
  @EntryPoint({ access: 'unmatched_payment.resolve', rateLimit: 'member' })
  acceptUnmatchedPayment(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => AcceptUnmatchedPaymentInputType, {
      description: 'Which payment, and how much of it.',
    })
    input: AcceptUnmatchedPaymentInputType,
  ) {
    return toPayload(ctx, UnmatchedPaymentPayload, () => afterChange(ctx, acceptUnmatchedPayment(ctx, input)))
  }

  @Mutation(() => UnmatchedPaymentPayload, {
    description: 'Records that the merchant refunded the payment at its bank. No money is moved.',
  })
  @EntryPoint({ access: 'unmatched_payment.resolve', rateLimit: 'member' })
  recordUnmatchedPaymentRefund(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => RecordUnmatchedPaymentRefundInputType, {
      description: 'Which payment, and how much went back: REFUND_AMOUNT_INVALID for more than it was.',
    })
    input: RecordUnmatchedPaymentRefundInputType,
  ) {
    return toPayload(ctx, UnmatchedPaymentPayload, () =>
      afterChange(ctx, recordUnmatchedPaymentRefund(ctx, input)),
    )
  }

  @Mutation(() => UnmatchedPaymentPayload, {
    description: 'Records that the merchant contacted the buyer. The payment stays open.',
  })
  @EntryPoint({ access: 'unmatched_payment.resolve', rateLimit: 'member' })
  recordBuyerContact(
    @Ctx() ctx: MerchantContext,
    @Arg('unmatchedPaymentId', () => ID, {
      description: '`UnmatchedPayment.id`: NOT_FOUND if the shop has no such payment.',
    })
    unmatchedPaymentId: string,
    @Arg('note', () => String, {
      nullable: true,
      description:
        'For the members of the shop; at most 2,000 characters, and no card number (BAD_USER_INPUT).',
    })
    note?: string | null,
  ) {
    return toPayload(ctx, UnmatchedPaymentPayload, () =>
      afterChange(ctx, recordBuyerContact(ctx, { unmatchedPaymentId, note })),
    )
  }

  @Mutation(() => UnmatchedPaymentPayload, { description: 'Undoes a refund that was recorded by mistake.' })
  @EntryPoint({ access: 'unmatched_payment.resolve', rateLimit: 'member' })
  reopenUnmatchedPayment(
    @Ctx() ctx: MerchantContext,
    @Arg('unmatchedPaymentId', () => ID, {
      description: '`UnmatchedPayment.id`: NOT_FOUND if the shop has no such payment.',
    })
    unmatchedPaymentId: string,
    @Arg('note', () => String, {
      nullable: true,
      description:
        'For the members of the shop; at most 2,000 characters, and no card number (BAD_USER_INPUT).',
    })
    note?: string | null,
  ) {
    return toPayload(ctx, UnmatchedPaymentPayload, () =>
      afterChange(ctx, reopenUnmatchedPayment(ctx, { unmatchedPaymentId, note })),
    )
  }
}

async function afterChange(ctx: MerchantContext, change: Promise<{ unmatchedPaymentId: string }>) {
  const found = await findUnmatchedPaymentInShop(ctx, (await change).unmatchedPaymentId)
  return { unmatchedPayment: found && toUnmatchedPaymentType(found) }
}
