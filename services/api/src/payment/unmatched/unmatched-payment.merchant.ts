import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext, MerchantRequest } from '../../app/context.ts'
import { answerMerchant } from '../../kernel/to-merchant-payload.ts'
import { demandSeat } from '../../kernel/require-permission.ts'
import { acceptRescue } from './accept-unmatched-payment.ts'
import { countOpenRescues } from './count-open-unmatched-payments.ts'
import { findRescueInShop } from './find-unmatched-payments.ts'
import { listRescues } from './list-unmatched-payments.ts'
import { recordRescueContact } from './record-buyer-contact.ts'
import { recordRescueRefund } from './record-unmatched-payment-refund.ts'
import { reopenRescue } from './reopen-unmatched-payment.ts'
import { AcceptRescueInputType, RecordRescueRefundInputType, RescuePayload } from './unmatched-payment.input.ts'
import { RescueConnection, toRescueConnection, toRescueType, type RescueType } from './unmatched-payment.type.ts'

/** The rescue list: authentic money that no order could take, and what the merchant does about it. */
@Resolver()
export class RescueResolver {
  @Query(() => RescueConnection, { description: 'Newest first.' })
  async rescues(
    @Ctx() request: MerchantRequest,
    @Arg('first', () => Int, { defaultValue: 25, nullable: true }) first: number,
    @Arg('open', () => Boolean, {
      nullable: true,
      description: 'Only the open ones, or only the closed ones.',
    })
    open?: boolean | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<RescueConnection> {
    const ctx = demandSeat(request, 'VIEWER')
    return toRescueConnection(await listRescues(ctx, { open, first: first ?? 25, after }))
  }

  @Query(() => Int)
  openRescueCount(@Ctx() request: MerchantRequest): Promise<number> {
    return countOpenRescues(demandSeat(request, 'VIEWER'))
  }

  @Mutation(() => RescuePayload, {
    description: 'The order becomes PAID, where the table of states lets it.',
  })
  acceptRescue(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => AcceptRescueInputType) input: AcceptRescueInputType,
  ): Promise<RescuePayload> {
    const ctx = demandSeat(request, 'MANAGER')
    return answerMerchant(ctx, () => shown(ctx, acceptRescue(ctx, input)), { rescue: null })
  }

  @Mutation(() => RescuePayload, {
    description: 'The merchant gave the money back, at its bank. Moves nothing itself.',
  })
  recordRescueRefund(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => RecordRescueRefundInputType) input: RecordRescueRefundInputType,
  ): Promise<RescuePayload> {
    const ctx = demandSeat(request, 'MANAGER')
    return answerMerchant(ctx, () => shown(ctx, recordRescueRefund(ctx, input)), { rescue: null })
  }

  @Mutation(() => RescuePayload, { description: 'The buyer was asked; the rescue stays open.' })
  recordRescueContact(
    @Ctx() request: MerchantRequest,
    @Arg('rescueId', () => ID) rescueId: string,
    @Arg('note', () => String, { nullable: true }) note?: string | null,
  ): Promise<RescuePayload> {
    const ctx = demandSeat(request, 'MANAGER')
    return answerMerchant(ctx, () => shown(ctx, recordRescueContact(ctx, { rescueId, note })), {
      rescue: null,
    })
  }

  @Mutation(() => RescuePayload, { description: 'Undoes a refund that was recorded by mistake.' })
  reopenRescue(
    @Ctx() request: MerchantRequest,
    @Arg('rescueId', () => ID) rescueId: string,
    @Arg('note', () => String, { nullable: true }) note?: string | null,
  ): Promise<RescuePayload> {
    const ctx = demandSeat(request, 'MANAGER')
    return answerMerchant(ctx, () => shown(ctx, reopenRescue(ctx, { rescueId, note })), { rescue: null })
  }
}

async function shown(
  ctx: MerchantContext,
  answer: Promise<{ rescueId: string }>,
): Promise<{ rescue: RescueType | null }> {
  const found = await findRescueInShop(ctx, (await answer).rescueId)
  return { rescue: found && toRescueType(found) }
}
