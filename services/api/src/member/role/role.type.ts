import { Field, InputType, ObjectType } from 'type-graphql'
import type { Permission, Role as RoleName } from '../../kernel/permissions.ts'
import { PermissionType, Role } from '../member.type.ts'

@ObjectType('RolePermissions', { description: 'A role, and what it allows in this shop.' })
export class RolePermissionsType {
  @Field(() => Role, { description: 'Whose permissions these are.' })
  role!: RoleName

  @Field(() => [PermissionType], { description: 'What members with the role may do.' })
  permissions!: Permission[]

  @Field(() => Boolean, { description: 'Whether the shop has not adjusted the role.' })
  isDefault!: boolean

  @Field(() => String, { description: 'To be sent with a change that is based on these permissions.' })
  version!: string
}

@InputType({ description: 'A role, and what it allows from now on.' })
export class ChangeRolePermissionsInput {
  @Field(() => Role, { description: 'Not OWNER.' })
  role!: RoleName

  @Field(() => [PermissionType], { nullable: true, description: 'Null restores the default permissions.' })
  permissions?: Permission[] | null

  @Field(() => String, {
    description:
      '`RolePermissions.version` that the change is based on: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version!: string
}
