import { Field, InputType, ObjectType } from 'type-graphql'
import type { Permission, Role as RoleName } from '../../kernel/permissions.ts'
import { PermissionType, Role } from '../member.type.ts'

@ObjectType('RolePermissions')
export class RolePermissionsType {
  @Field(() => Role)
  role!: RoleName

  @Field(() => [PermissionType])
  permissions!: Permission[]

  @Field(() => Boolean, { description: 'Whether the shop has not adjusted the role.' })
  isDefault!: boolean

  @Field(() => String, { description: 'To be sent with a change that is based on these permissions.' })
  version!: string
}

@InputType()
export class ChangeRolePermissionsInput {
  @Field(() => Role, { description: 'Not OWNER.' })
  role!: RoleName

  @Field(() => [PermissionType], { nullable: true, description: 'Null restores the default permissions.' })
  permissions?: Permission[] | null

  @Field(() => String)
  version!: string
}
