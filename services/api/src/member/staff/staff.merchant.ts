import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext, MerchantRequest, Role as RoleName } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { Role } from '../member.type.ts'
import { changeMemberRole } from './change-member-role.ts'
import { leaveShop } from './leave-shop.ts'
import { listShopMembers } from './list-shop-members.ts'
import { removeMember } from './remove-member.ts'
import { ShopMemberType } from './shop-member.type.ts'
import { transferOwnership } from './transfer-ownership.ts'

const ShopMembersPayload = merchantPayload(
  'ShopMembersPayload',
  {
    members: {
      type: () => [ShopMemberType],
      description: 'The owner first, then by name; null if nothing was changed.',
    },
  },
  'Everybody who works in the shop now.',
)
const LeaveShopPayload = merchantPayload('LeaveShopPayload', {})

/** Everybody who works in a shop. */
@Resolver()
export class StaffResolver {
  @Query(() => [ShopMemberType], { description: 'The owner first, then by name.' })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member' })
  shopMembers(@Ctx() ctx: MerchantContext): Promise<ShopMemberType[]> {
    return listShopMembers(ctx)
  }

  @Mutation(() => ShopMembersPayload, {
    description: 'Takes effect with the member’s next request. The owner changes only by transferOwnership.',
  })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member', recentAuthentication: true })
  changeMemberRole(
    @Ctx() ctx: MerchantContext,
    @Arg('memberId', () => ID, { description: '`ShopMember.id`; not the owner (OWNER_NOT_CHANGEABLE).' })
    memberId: string,
    @Arg('role', () => Role, {
      description: 'Not OWNER, and none that allows more than the acting member may do: ROLE_NOT_ALLOWED.',
    })
    role: RoleName,
  ) {
    return toPayload(ctx, ShopMembersPayload, () => changeMemberRole(ctx, { memberId, role }))
  }

  @Mutation(() => ShopMembersPayload, {
    description: 'Ends the member’s access to this shop at once, also in open sessions.',
  })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member', recentAuthentication: true })
  removeMember(
    @Ctx() ctx: MerchantContext,
    @Arg('memberId', () => ID, { description: '`ShopMember.id`; not the owner (OWNER_NOT_CHANGEABLE).' })
    memberId: string,
  ) {
    return toPayload(ctx, ShopMembersPayload, () => removeMember(ctx, { memberId }))
  }

  @Mutation(() => ShopMembersPayload, {
    description: 'Makes another member the owner; the acting owner becomes a manager.',
  })
  @EntryPoint({ access: 'ownership.transfer', rateLimit: 'member', recentAuthentication: true })
  transferOwnership(
    @Ctx() ctx: MerchantContext,
    @Arg('memberId', () => ID, {
      description: '`ShopMember.id` of the next owner: NOT_FOUND for anybody else.',
    })
    memberId: string,
  ) {
    return toPayload(ctx, ShopMembersPayload, () => transferOwnership(ctx, { memberId }))
  }

  @Mutation(() => LeaveShopPayload, {
    description: 'Ends the member’s own access to the shop of the request. The last owner cannot leave.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member', recentAuthentication: true })
  leaveShop(@Ctx() request: MerchantRequest) {
    return toPayload(request, LeaveShopPayload, () => leaveShop(request))
  }
}
