import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { PersonalData } from '../kernel/personal-data.ts'
import { batchLoad } from '../platform/db/batch-load.ts'
import { addOrderNote } from './add-order-note.ts'
import { MAX_OTHER_ORDERS, otherOrdersOfBuyers } from './load-other-orders.ts'
import { MerchantOrder, toMerchantOrder } from './merchant-order.type.ts'
import { mayRemoveNote, notesOfOrders } from './order-note.ts'
import { OrderNoteType, OtherOrders } from './order-page.type.ts'
import { removeOrderNote } from './remove-order-note.ts'

const order = { type: () => MerchantOrder, description: 'As it is now; null if nothing was changed.' }
const AddOrderNotePayload = merchantPayload('AddOrderNotePayload', { order })
const RemoveOrderNotePayload = merchantPayload('RemoveOrderNotePayload', { order })

/** What members know of an order besides what its buyer does. */
@Resolver(() => MerchantOrder)
export class OrderPageResolver {
  @Mutation(() => AddOrderNotePayload, { description: 'Writes a note that the buyer never sees.' })
  @EntryPoint({ access: 'buyer.read', rateLimit: 'member' })
  addOrderNote(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
    @Arg('text', () => String, { description: 'At most 2,000 characters.' }) text: string,
  ) {
    return toPayload(ctx, AddOrderNotePayload, async () => ({
      order: toMerchantOrder((await addOrderNote(ctx, { orderCode, text })).order),
    }))
  }

  @Mutation(() => RemoveOrderNotePayload, { description: 'For its author, and for an owner.' })
  @EntryPoint({ access: 'buyer.read', rateLimit: 'member' })
  removeOrderNote(
    @Ctx() ctx: MerchantContext,
    @Arg('noteId', () => ID, {
      description: '`OrderNote.id`: NOTE_OF_SOMEBODY_ELSE for who may not remove it.',
    })
    noteId: string,
  ) {
    return toPayload(ctx, RemoveOrderNotePayload, async () => ({
      order: toMerchantOrder((await removeOrderNote(ctx, noteId)).order),
    }))
  }

  @FieldResolver(() => [OrderNoteType], {
    description: 'Oldest first. Empty for who may not read who the buyers are.',
  })
  async notes(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<OrderNoteType[]> {
    if (!ctx.permissions.has('buyer.read')) return []
    const notes = await batchLoad(ctx, notesOfOrders, ({ orderId }) => orderId, order.id)
    return notes.map((note) => ({ ...note, by: note.memberName, mayRemove: mayRemoveNote(ctx, note) }))
  }

  @PersonalData()
  @FieldResolver(() => OtherOrders, {
    nullable: true,
    description: 'The other orders with the same email address.',
  })
  async otherOrders(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<OtherOrders> {
    const found = await batchLoad(ctx, otherOrdersOfBuyers, ({ orderId }) => orderId, order.id)
    const count = found[0]?.count ?? 0
    return {
      count: Math.min(count, MAX_OTHER_ORDERS),
      countIsCapped: count > MAX_OTHER_ORDERS,
      newest: found.map(({ other }) => toMerchantOrder(other)),
    }
  }
}
