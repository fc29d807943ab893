import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { loadShopReadiness, type SetupStepCode, type ShopReadiness } from './load-shop-readiness.ts'
import { setCardsAccepted } from './set-cards-accepted.ts'
import { SetupStepCodeType } from './setup-step.type.ts'
import { skipSetupStep } from './skip-setup-step.ts'

@ObjectType('SetupStep')
class SetupStepType {
  @Field(() => SetupStepCodeType)
  code!: SetupStepCode

  @Field(() => Boolean)
  isDone!: boolean

  @Field(() => Boolean, { description: 'Whether no order can be placed and paid without it.' })
  isRequired!: boolean

  @Field(() => Boolean, { description: 'Set aside by a member; the step is still open.' })
  isSkipped!: boolean
}

@ObjectType('ShopReadiness', { description: 'What the shop still lacks before it can sell.' })
class ShopReadinessType {
  @Field(() => [SetupStepType])
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

const SkipSetupStepPayload = merchantPayload('SkipSetupStepPayload', { readiness: () => ShopReadinessType })
const SetCardsAcceptedPayload = merchantPayload('SetCardsAcceptedPayload', {
  readiness: () => ShopReadinessType,
})

@Resolver()
export class SetupResolver {
  @Query(() => ShopReadinessType)
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  shopReadiness(@Ctx() ctx: MerchantContext): Promise<ShopReadiness> {
    return loadShopReadiness(ctx)
  }

  @Mutation(() => SkipSetupStepPayload)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  skipSetupStep(
    @Ctx() ctx: MerchantContext,
    @Arg('step', () => SetupStepCodeType) step: SetupStepCode,
    @Arg('skipped', () => Boolean) skipped: boolean,
  ) {
    return toPayload(ctx, SkipSetupStepPayload, async () => ({
      readiness: await skipSetupStep(ctx, { step, skipped }),
    }))
  }

  @Mutation(() => SetCardsAcceptedPayload, {
    description: 'Decides whether buyers may give a card number. Payment at a bank stays first.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  setCardsAccepted(@Ctx() ctx: MerchantContext, @Arg('accepted', () => Boolean) accepted: boolean) {
    return toPayload(ctx, SetCardsAcceptedPayload, async () => ({
      readiness: await setCardsAccepted(ctx, { accepted }),
    }))
  }
}
