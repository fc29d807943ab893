import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { KEY_PERMISSIONS } from '../kernel/key-permissions.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import type { Permission } from '../kernel/permissions.ts'
import { PermissionType } from '../member/member.type.ts'
import { ApiKeyInputType, ApiKeyType } from './api-key.type.ts'
import { createApiKey } from './create-api-key.ts'
import { listApiKeys } from './list-api-keys.ts'
import { revokeApiKey } from './revoke-api-key.ts'

const CreateApiKeyPayload = merchantPayload('CreateApiKeyPayload', {
  apiKey: { type: () => ApiKeyType, description: 'The new key; null if it was refused.' },
  token: { type: () => String, description: 'What requests send, which is never shown again.' },
})
const RevokeApiKeyPayload = merchantPayload('RevokeApiKeyPayload', {
  apiKeys: { type: () => [ApiKeyType] as [typeof ApiKeyType], description: 'All keys, as `apiKeys`.' },
})

const read = { access: 'api_key.manage', rateLimit: 'member' } as const

/** The keys with which programs of a shop call the merchant API. */
@Resolver()
export class ApiKeyResolver {
  @Query(() => [ApiKeyType], {
    description: 'The keys of the merchant API: those that are not revoked first, the newest first.',
  })
  @EntryPoint(read)
  apiKeys(@Ctx() ctx: MerchantContext): Promise<ApiKeyType[]> {
    return listApiKeys(ctx)
  }

  @Query(() => [PermissionType], { description: 'What the member may allow a key.' })
  @EntryPoint(read)
  apiKeyScopes(@Ctx() { permissions }: MerchantContext): Permission[] {
    return KEY_PERMISSIONS.filter((permission) => permissions.has(permission))
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'At most twenty that are valid per shop.' })
  @EntryPoint({ ...read, recentAuthentication: true })
  createApiKey(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ApiKeyInputType, { description: 'Its name, what it allows and for how long.' })
    input: ApiKeyInputType,
  ) {
    return toPayload(ctx, CreateApiKeyPayload, () => createApiKey(ctx, input))
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'The key is refused from its next request on.' })
  @EntryPoint(read)
  revokeApiKey(@Ctx() ctx: MerchantContext, @Arg('id', () => ID, { description: 'Of the key.' }) id: string) {
    return toPayload(ctx, RevokeApiKeyPayload, () => revokeApiKey(ctx, { id }))
  }
}
