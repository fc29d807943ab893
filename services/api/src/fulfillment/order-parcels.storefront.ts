import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import type { Order } from '../order/order.entity.ts'
import { OrderType } from '../order/order.type.ts'
import { hasNoParcel, parcelsOfOrder } from './load-parcels.ts'
import type { Parcel } from './parcel.ts'
import { ParcelType } from './parcel.type.ts'

@Resolver(() => OrderType)
export class OrderParcelsResolver {
  @FieldResolver(() => [ParcelType], { description: 'Oldest first.' })
  parcels(@Ctx() ctx: BuyerContext, @Root() order: Order): Parcel[] | Promise<Parcel[]> {
    return hasNoParcel(order) ? [] : parcelsOfOrder(ctx, order.id)
  }
}
