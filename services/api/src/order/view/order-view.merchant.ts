import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { changeOrderView } from './change-order-view.ts'
import { createOrderView } from './create-order-view.ts'
import { deleteOrderView } from './delete-order-view.ts'
import { listOrderViews } from './list-order-views.ts'
import { ChangeOrderViewInput, OrderViewInputType, OrderViewType } from './order-view.type.ts'

const view = { type: () => OrderViewType, description: 'As it is stored now; null if it was not.' }
const CreateOrderViewPayload = merchantPayload('CreateOrderViewPayload', { view })
const ChangeOrderViewPayload = merchantPayload('ChangeOrderViewPayload', { view })
const DeleteOrderViewPayload = merchantPayload('DeleteOrderViewPayload', {})

/** Views belong to people. */
const own = { access: 'order.read', rateLimit: 'member', peopleOnly: true } as const

/** Views of the order list: a member's own, and those that all members share. */
@Resolver()
export class OrderViewResolver {
  @Query(() => [OrderViewType], { description: 'The shared ones first, then those of the member; by name.' })
  @EntryPoint(own)
  orderViews(@Ctx() ctx: MerchantContext): Promise<OrderViewType[]> {
    return listOrderViews(ctx)
  }

  @Mutation(() => CreateOrderViewPayload, {
    description:
      'Keeps a filter of the order list under a name. ORDER_VIEW_SHARING_NOT_ALLOWED without the permission to share; TOO_MANY_ORDER_VIEWS after 30 of one member, or 30 shared ones.',
  })
  @EntryPoint(own)
  createOrderView(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => OrderViewInputType, { description: 'The filter and its name.' })
    input: OrderViewInputType,
  ) {
    return toPayload(ctx, CreateOrderViewPayload, async () => ({ view: await createOrderView(ctx, input) }))
  }

  @Mutation(() => ChangeOrderViewPayload, {
    description: 'A view that is no longer shared belongs to who changed it.',
  })
  @EntryPoint(own)
  changeOrderView(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`OrderView.id`: NOT_FOUND for one that the member does not see.' })
    id: string,
    @Arg('input', () => ChangeOrderViewInput, { description: 'What of it to change.' })
    input: ChangeOrderViewInput,
  ) {
    return toPayload(ctx, ChangeOrderViewPayload, async () => ({
      view: await changeOrderView(ctx, { ...input, id }),
    }))
  }

  @Mutation(() => DeleteOrderViewPayload, {
    description:
      'A shared view disappears for everybody: ORDER_VIEW_SHARING_NOT_ALLOWED without that permission.',
  })
  @EntryPoint(own)
  deleteOrderView(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`OrderView.id`: NOT_FOUND for one that the member does not see.' })
    id: string,
  ) {
    return toPayload(ctx, DeleteOrderViewPayload, async () => {
      await deleteOrderView(ctx, id)
      return {}
    })
  }
}
