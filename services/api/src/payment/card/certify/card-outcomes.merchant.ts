import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../../app/context.ts'
import { EntryPoint } from '../../../kernel/entry-point.ts'
import { LocalDate } from '../../../kernel/local-date.type.ts'
import { countCardOutcomes, type CardOutcomes } from './count-card-outcomes.ts'

@ObjectType('CardOutcomes', {
  description: 'What the bank answered in a month to the cards that members keyed.',
})
class CardOutcomesType implements CardOutcomes {
  @Field(() => LocalDate, { description: 'The first day of the month, in the shop’s time zone.' })
  month!: string

  @Field(() => Int, { description: 'With an authorization number.' })
  approved!: number

  @Field(() => Int, { description: 'For any reason.' })
  declined!: number

  @Field(() => Int, {
    description:
      'With code 81 or A1: the bank wants the buyer to authenticate, which a keyed card cannot do.',
  })
  declinedForAuthentication!: number
}

@Resolver()
export class CardOutcomesResolver {
  @Query(() => [CardOutcomesType], {
    description:
      'How often the bank approved and declined keyed cards, by month, newest first: whether offering cards still pays.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  cardOutcomes(
    @Ctx() ctx: MerchantContext,
    @Arg('months', () => Int, { defaultValue: 6, description: 'This one included: at most 24.' })
    months: number,
  ): Promise<CardOutcomes[]> {
    return countCardOutcomes(ctx, months)
  }
}
