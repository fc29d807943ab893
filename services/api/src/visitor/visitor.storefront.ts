import { Ctx, Mutation, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { limitByAddress } from '../http/limit-by-address.ts'
import { EnterShopPayload } from './visitor.type.ts'

@Resolver()
export class VisitorResolver {
  @Mutation(() => EnterShopPayload, {
    description: 'Gives the visitor an id. Optional: any request without one is given one too.',
  })
  enterShop(@Ctx() ctx: BuyerContext): EnterShopPayload {
    limitByAddress(ctx)
    return { visitor: ctx.visitor }
  }
}
