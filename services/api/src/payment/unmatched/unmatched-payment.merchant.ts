import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext, MerchantRequest } from '../../app/context.ts'
import { toMerchantPayload } from '../../kernel/to-merchant-payload.ts'
import { requirePermission } from '../../kernel/require-permission.ts'
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
  UnmatchedPaymentPayload,
} from './unmatched-payment.input.ts'
import {
  UnmatchedPaymentConnection,
  toUnmatchedPaymentConnection,
  toUnmatchedPaymentType,
  type UnmatchedPaymentType,
} from './unmatched-payment.type.ts'

/** The list of unmatched payments: authentic money that no order could take, and what the merchant does about it. */
@Resolver()
export class UnmatchedPaymentResolver {
  @Query(() => UnmatchedPaymentConnection, { description: 'Newest first.' })
  async unmatchedPayments(
    @Ctx() request: MerchantRequest,
    @Arg('first', () => Int, { defaultValue: 25, nullable: true }) first: number,
    @Arg('open', () => Boolean, {
      nullable: true,
      description: 'Only the open ones, or only the closed ones.',
    })
    open?: boolean | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<UnmatchedPaymentConnection> {
    const ctx = requirePermission(request, 'VIEWER')
    return toUnmatchedPaymentConnection(await listUnmatchedPayments(ctx, { open, first: first ?? 25, after }))
  }

  @Query(() => Int)
  openUnmatchedPaymentCount(@Ctx() request: MerchantRequest): Promise<number> {
    return countOpenUnmatchedPayments(requirePermission(request, 'VIEWER'))
  }

  @Mutation(() => UnmatchedPaymentPayload, {
    description: 'The order becomes PAID, where the table of states lets it.',
  })
  acceptUnmatchedPayment(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => AcceptUnmatchedPaymentInputType) input: AcceptUnmatchedPaymentInputType,
  ): Promise<UnmatchedPaymentPayload> {
    const ctx = requirePermission(request, 'MANAGER')
    return toMerchantPayload(ctx, () => shown(ctx, acceptUnmatchedPayment(ctx, input)), {
      unmatchedPayment: null,
    })
  }

  @Mutation(() => UnmatchedPaymentPayload, {
    description: 'The merchant gave the money back, at its bank. Moves nothing itself.',
  })
  recordUnmatchedPaymentRefund(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => RecordUnmatchedPaymentRefundInputType) input: RecordUnmatchedPaymentRefundInputType,
  ): Promise<UnmatchedPaymentPayload> {
    const ctx = requirePermission(request, 'MANAGER')
    return toMerchantPayload(ctx, () => shown(ctx, recordUnmatchedPaymentRefund(ctx, input)), {
      unmatchedPayment: null,
    })
  }

  @Mutation(() => UnmatchedPaymentPayload, {
    description: 'The buyer was asked; the unmatchedPayment stays open.',
  })
  recordBuyerContact(
    @Ctx() request: MerchantRequest,
    @Arg('unmatchedPaymentId', () => ID) unmatchedPaymentId: string,
    @Arg('note', () => String, { nullable: true }) note?: string | null,
  ): Promise<UnmatchedPaymentPayload> {
    const ctx = requirePermission(request, 'MANAGER')
    return toMerchantPayload(ctx, () => shown(ctx, recordBuyerContact(ctx, { unmatchedPaymentId, note })), {
      unmatchedPayment: null,
    })
  }

  @Mutation(() => UnmatchedPaymentPayload, { description: 'Undoes a refund that was recorded by mistake.' })
  reopenUnmatchedPayment(
    @Ctx() request: MerchantRequest,
    @Arg('unmatchedPaymentId', () => ID) unmatchedPaymentId: string,
    @Arg('note', () => String, { nullable: true }) note?: string | null,
  ): Promise<UnmatchedPaymentPayload> {
    const ctx = requirePermission(request, 'MANAGER')
    return toMerchantPayload(
      ctx,
      () => shown(ctx, reopenUnmatchedPayment(ctx, { unmatchedPaymentId, note })),
      { unmatchedPayment: null },
    )
  }
}

async function shown(
  ctx: MerchantContext,
  answer: Promise<{ unmatchedPaymentId: string }>,
): Promise<{ unmatchedPayment: UnmatchedPaymentType | null }> {
  const found = await findUnmatchedPaymentInShop(ctx, (await answer).unmatchedPaymentId)
  return { unmatchedPayment: found && toUnmatchedPaymentType(found) }
}
