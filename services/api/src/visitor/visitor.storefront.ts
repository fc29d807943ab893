import { Ctx, Mutation, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { EnterShopPayload } from './visitor.type.ts'

@Resolver()
export class VisitorResolver {
  @Mutation(() => EnterShopPayload, {
    description: 'Gives the visitor an id. Optional: any request without one is given one too.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  enterShop(@Ctx() ctx: BuyerContext): EnterShopPayload {
    return { visitor: ctx.visitor }
  }
}
