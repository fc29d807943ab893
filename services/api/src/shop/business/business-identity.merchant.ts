import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { BusinessSettings, ChangeBusinessIdentityInput } from './business-identity.type.ts'
import { changeBusinessIdentity } from './change-business-identity.ts'
import { businessVersion, loadBusiness, type StoredBusiness } from './load-business-identity.ts'

const ChangeBusinessIdentityPayload = merchantPayload('ChangeBusinessIdentityPayload', {
  business: { type: () => BusinessSettings, description: 'As it is stored; null if it was not changed.' },
})

const toSettings = ({ shop }: MerchantContext, stored: StoredBusiness): BusinessSettings => ({
  ...stored,
  shopCountry: shop.country,
  version: businessVersion(stored),
})

@Resolver()
export class BusinessIdentityResolver {
  @Query(() => BusinessSettings, { description: 'Who sells in the shop, as a member edits it.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async businessIdentity(@Ctx() ctx: MerchantContext): Promise<BusinessSettings> {
    return toSettings(ctx, await loadBusiness(ctx))
  }

  @Mutation(() => ChangeBusinessIdentityPayload, {
    description:
      'Changes who sells in the shop, for legal notices, terms and later invoices. Errors name each wrong part in `field`.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeBusinessIdentity(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeBusinessIdentityInput, { description: 'All of it.' })
    input: ChangeBusinessIdentityInput,
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
