import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { MerchantOrder } from '../order/merchant-order.type.ts'
import { batchLoad } from '../platform/db/batch-load.ts'
import { closeWithdrawal } from './close-withdrawal.ts'
import { findWithdrawalInShop } from './find-withdrawals.ts'
import { listWithdrawals } from './list-withdrawals.ts'
import { withdrawalFactsOfOrders } from './load-withdrawals.ts'
import { recordReturn } from './record-return.ts'
import { MerchantWithdrawalConnection, toWithdrawalConnection } from './withdrawal-connection.type.ts'
import {
  MerchantOrderWithdrawalType,
  MerchantWithdrawalType,
  toOrderWithdrawalType,
  toWithdrawalType,
} from './withdrawal.type.ts'

const withdrawal = {
  type: () => MerchantWithdrawalType,
  description: 'As it is now; null if nothing was recorded.',
}
const RecordReturnPayload = merchantPayload('RecordReturnPayload', { withdrawal })
const CloseWithdrawalPayload = merchantPayload('CloseWithdrawalPayload', { withdrawal })

/** What buyers withdrew from, and what the merchant does about it. */
@Resolver(() => MerchantOrder)
export class WithdrawalResolver {
  @Query(() => MerchantWithdrawalConnection, {
    description: 'Newest first; only the open ones by their deadline, the most urgent first.',
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async withdrawals(
    @Ctx() ctx: MerchantContext,
    @Arg('first', () => Int, {
      defaultValue: 25,
      nullable: true,
      description: '1 to 50: BAD_USER_INPUT otherwise.',
    })
    first: number,
    @Arg('open', () => Boolean, {
      nullable: true,
      description: 'Only those that wait for a refund, or only the others.',
    })
    open?: boolean | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<MerchantWithdrawalConnection> {
    return toWithdrawalConnection(await listWithdrawals(ctx, { open, first: first ?? 25, after }))
  }

  @Mutation(() => RecordReturnPayload, {
    description:
      'Records that the goods are back, or that the buyer has proved to have sent them. They go back into stock with the refund.',
  })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  recordReturn(
    @Ctx() ctx: MerchantContext,
    @Arg('withdrawalId', () => ID, {
      description: '`MerchantWithdrawal.id`: RETURN_ALREADY_RECORDED the second time.',
    })
    withdrawalId: string,
    @Arg('at', () => DateTime, { nullable: true, description: 'Absent for now.' }) at?: Date | null,
  ) {
    return toPayload(ctx, RecordReturnPayload, () =>
      afterChange(ctx, recordReturn(ctx, { withdrawalId, at })),
    )
  }

  @Mutation(() => CloseWithdrawalPayload, {
    description: 'Closes a withdrawal without a refund of its items. Tell the buyer why.',
  })
  @EntryPoint({ access: 'payment.refund', rateLimit: 'member' })
  closeWithdrawal(
    @Ctx() ctx: MerchantContext,
    @Arg('withdrawalId', () => ID, {
      description: '`MerchantWithdrawal.id`: WITHDRAWAL_SETTLED if it was refunded or closed before.',
    })
    withdrawalId: string,
    @Arg('reason', () => String, {
      description: 'For the members of the shop: required, at most 500 characters, and no card number.',
    })
    reason: string,
  ) {
    return toPayload(ctx, CloseWithdrawalPayload, () =>
      afterChange(ctx, closeWithdrawal(ctx, { withdrawalId, reason })),
    )
  }

  @FieldResolver(() => MerchantOrderWithdrawalType, {
    description: 'Whether the buyer can withdraw from the purchase, and what they withdrew from.',
  })
  async withdrawal(
    @Ctx() ctx: MerchantContext,
    @Root() order: MerchantOrder,
  ): Promise<MerchantOrderWithdrawalType> {
    const [facts] = await batchLoad(ctx, withdrawalFactsOfOrders, ({ orderId }) => orderId, order.id)
    if (!facts) throw new Error('There is no such order')
    return toOrderWithdrawalType(order, facts, ctx.shop)
  }
}

async function afterChange(ctx: MerchantContext, change: Promise<{ withdrawalId: string }>) {
  const found = await findWithdrawalInShop(ctx, (await change).withdrawalId)
  return { withdrawal: found && toWithdrawalType(found) }
}
