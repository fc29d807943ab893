import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import type { Role as RoleName } from '../app/context.ts'

export const Role = { OWNER: 'OWNER', MANAGER: 'MANAGER', CERTIFIER: 'CERTIFIER', VIEWER: 'VIEWER' } as const
registerEnumType(Role, { name: 'Role' })

@ObjectType()
export class ShopRef {
  @Field(() => String)
  slug!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { description: 'IANA: times are shown in it.' })
  timeZone!: string
}

@ObjectType()
export class Membership {
  @Field(() => ShopRef)
  shop!: ShopRef

  @Field(() => Role)
  role!: RoleName
}

/** Reachable from viewer and signIn alone: it tells in which shops a person works. */
@ObjectType('Member')
export class MemberType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  email!: string

  @Field(() => String)
  name!: string

  @Field(() => [Membership])
  memberships!: Membership[]

  @Field(() => Boolean)
  mfaEnabled!: boolean
}

@ObjectType({ description: 'A colleague, by name alone: no shop learns where else a person works.' })
export class StaffRef {
  @Field(() => String)
  name!: string
}
