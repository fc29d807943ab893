import { Ctx, Mutation, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { EnterShopPayload } from './visitor.type.ts'

@Resolver()
export class VisitorResolver {
  @Mutation(() => EnterShopPayload, {
    description: 'Issues a visitor id. Optional, because any other request without an id gets one too.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  enterShop(@Ctx() ctx: BuyerContext): EnterShopPayload {
    return { visitor: ctx.visitor }
  }
}
