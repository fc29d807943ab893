import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { PasskeyType } from './passkey/passkey.type.ts'
import type { ShopStatus } from '../shop/shop.ts'
import { PERMISSIONS, ROLES, type Permission, type Role as RoleName } from '../kernel/permissions.ts'

export const Role = Object.fromEntries(ROLES.map((role) => [role, role])) as { [R in RoleName]: R }
registerEnumType(Role, { name: 'Role' })

/** `order.read` is ORDER_READ in GraphQL. */
export const PermissionType = Object.fromEntries(
  PERMISSIONS.map((permission) => [permission.replace('.', '_').toUpperCase(), permission]),
)
registerEnumType(PermissionType, {
  name: 'Permission',
  valuesConfig: { WEBHOOK_MANAGE: { description: 'Where events of the shop are sent.' } },
})

export const ShopStatusType = {
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  CLOSED: 'CLOSED',
} as const satisfies {
  [Status in ShopStatus]: Status
}
registerEnumType(ShopStatusType, {
  name: 'ShopStatus',
  valuesConfig: {
    SUSPENDED: { description: 'Sells nothing for now; its members work on.' },
    CLOSED: { description: 'Sells nothing any more; its members can only read.' },
  },
})

@ObjectType()
export class ShopRef {
  @Field(() => String)
  slug!: string

  @Field(() => String)
  name!: string

  @Field(() => ShopStatusType)
  status!: ShopStatus

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  country!: string

  @Field(() => String, { description: 'IANA time zone in which times are displayed.' })
  timeZone!: string

  @Field(() => String, {
    description: 'Language of the shop’s own texts and of its timelines: `fr` or `en`.',
  })
  locale!: string

  @Field(() => String, { description: 'ISO 4217 code of the currency in which the shop sells.' })
  currency!: string
}

@ObjectType()
export class Membership {
  @Field(() => ShopRef)
  shop!: ShopRef

  @Field(() => Role)
  role!: RoleName

  @Field(() => [PermissionType], { description: 'What the role allows in this shop.' })
  permissions!: Permission[]
}

/** Returned only to the member, by viewer and signIn, because it lists every shop the person works in. */
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

  @Field(() => [PasskeyType], { description: 'Oldest first.' })
  passkeys!: PasskeyType[]
}

@ObjectType({
  description: 'A colleague. Only the name is exposed, because no shop may learn where else a person works.',
})
export class StaffRef {
  @Field(() => String)
  name!: string
}
