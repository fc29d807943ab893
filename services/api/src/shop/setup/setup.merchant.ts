import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { loadShopReadiness, type SetupStepCode, type ShopReadiness } from './load-shop-readiness.ts'
import { setCardsAccepted } from './set-cards-accepted.ts'
import { SetupStepCodeType } from './setup-step.type.ts'
import { skipSetupStep } from './skip-setup-step.ts'

@ObjectType('SetupStep', { description: 'Something to do before a shop sells.' })
class SetupStepType {
  @Field(() => SetupStepCodeType, { description: 'What is to be done.' })
  code!: SetupStepCode

  @Field(() => Boolean, {
    description:
      'Found out from the shop itself: it is open again once, for instance, no product is published.',
  })
  isDone!: boolean

  @Field(() => Boolean, { description: 'Whether no order can be placed and paid without it.' })
  isRequired!: boolean

  @Field(() => Boolean, { description: 'Set aside by a member; the step is still open.' })
  isSkipped!: boolean
}

@ObjectType('ShopReadiness', { description: 'What the shop still lacks before it can sell.' })
class ShopReadinessType {
  @Field(() => [SetupStepType], { description: 'In the order in which they are best done.' })
  steps!: SetupStepType[]

  @Field(() => Boolean, { description: 'Whether every required step is done.' })
  canSell!: boolean

  @Field(() => Boolean, { description: 'Whether buyers can pay on the page of a bank.' })
  takesBank!: boolean

  @Field(() => Boolean, {
    description: 'Whether buyers may give a card number, whose payment a member keys at the bank.',
  })
  takesCards!: boolean
}

const SkipSetupStepPayload = merchantPayload('SkipSetupStepPayload', {
  readiness: { type: () => ShopReadinessType, description: 'As it is now.' },
})
const SetCardsAcceptedPayload = merchantPayload('SetCardsAcceptedPayload', {
  readiness: { type: () => ShopReadinessType, description: 'As it is now.' },
})

@Resolver()
export class SetupResolver {
  @Query(() => ShopReadinessType, { description: 'What the shop still lacks before it can sell.' })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  shopReadiness(@Ctx() ctx: MerchantContext): Promise<ShopReadiness> {
    return loadShopReadiness(ctx)
  }

  @Mutation(() => SkipSetupStepPayload, {
    description:
      'Sets a step aside, or takes it up again. It stays open: the shop does not sell without a required one.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  skipSetupStep(
    @Ctx() ctx: MerchantContext,
    @Arg('step', () => SetupStepCodeType, { description: 'Any step, also one that is done.' })
    step: SetupStepCode,
    @Arg('skipped', () => Boolean, { description: 'False takes it up again.' }) skipped: boolean,
  ) {
    return toPayload(ctx, SkipSetupStepPayload, async () => ({
      readiness: await skipSetupStep(ctx, { step, skipped }),
    }))
  }

  @Mutation(() => SetCardsAcceptedPayload, {
    description: 'Decides whether buyers may give a card number. Payment at a bank stays first.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  setCardsAccepted(
    @Ctx() ctx: MerchantContext,
    @Arg('accepted', () => Boolean, {
      description: 'False ends the offer of cards; true offers them to those who were offered them before.',
    })
    accepted: boolean,
  ) {
    return toPayload(ctx, SetCardsAcceptedPayload, async () => ({
      readiness: await setCardsAccepted(ctx, { accepted }),
    }))
  }
}
