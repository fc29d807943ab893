import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { changeRolePermissions } from './change-role-permissions.ts'
import { listRolePermissions } from './list-role-permissions.ts'
import { ChangeRolePermissionsInput, RolePermissionsType } from './role.type.ts'

const ChangeRolePermissionsPayload = merchantPayload('ChangeRolePermissionsPayload', {
  roles: {
    type: () => [RolePermissionsType],
    description: 'Every role as it is now, from the owner’s down; null if nothing was changed.',
  },
})

@Resolver()
export class RoleResolver {
  @Query(() => [RolePermissionsType], {
    description: 'What each role allows in the shop, from the owner’s down.',
  })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member' })
  rolePermissions(@Ctx() ctx: MerchantContext): Promise<RolePermissionsType[]> {
    return listRolePermissions(ctx)
  }

  @Mutation(() => ChangeRolePermissionsPayload, {
    description:
      'Takes effect with the next request of the role’s members. Only permissions that the acting member has can be given or taken.',
  })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member', recentAuthentication: true })
  changeRolePermissions(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeRolePermissionsInput, { description: 'Which role to adjust, and to what.' })
    input: ChangeRolePermissionsInput,
  ) {
    return toPayload(ctx, ChangeRolePermissionsPayload, () =>
      changeRolePermissions(ctx, { ...input, permissions: input.permissions ?? null }),
    )
  }
}
