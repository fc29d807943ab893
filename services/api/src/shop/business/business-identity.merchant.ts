import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { BusinessSettings, ChangeBusinessIdentityInput } from './business-identity.type.ts'
import { changeBusinessIdentity } from './change-business-identity.ts'
import { businessVersion, loadBusiness, type StoredBusiness } from './load-business-identity.ts'

const ChangeBusinessIdentityPayload = merchantPayload('ChangeBusinessIdentityPayload', {
  business: () => BusinessSettings,
})

const toSettings = ({ shop }: MerchantContext, stored: StoredBusiness): BusinessSettings => ({
  ...stored,
  shopCountry: shop.country,
  version: businessVersion(stored),
})

@Resolver()
export class BusinessIdentityResolver {
  @Query(() => BusinessSettings)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async businessIdentity(@Ctx() ctx: MerchantContext): Promise<BusinessSettings> {
    return toSettings(ctx, await loadBusiness(ctx))
  }

  @Mutation(() => ChangeBusinessIdentityPayload)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeBusinessIdentity(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeBusinessIdentityInput) input: ChangeBusinessIdentityInput,
  ) {
    const { identity, contactEmail, version } = input
    return toPayload(ctx, ChangeBusinessIdentityPayload, async () => ({
      business: toSettings(
        ctx,
        await changeBusinessIdentity(ctx, { ...identity, contactEmail, version: version ?? null }),
      ),
    }))
  }
}
