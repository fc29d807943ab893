import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../../../app/context.ts'
import { MerchantOrder } from '../../../order/merchant-order.type.ts'
import { cardEntryUrlOf } from './start-card-entry.ts'

@Resolver(() => MerchantOrder)
export class CardEntryResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where the page of a member sends the card of an order that a member entered; null for an order of the website.',
  })
  cardEntryUrl(@Ctx() ctx: MerchantContext, @Root() { channel }: MerchantOrder): string | null {
    return channel === 'WEB' ? null : cardEntryUrlOf(ctx)
  }
}
