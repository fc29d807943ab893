import { Field, ID, ObjectType } from 'type-graphql'
import type { Role as RoleName } from '../../app/context.ts'
import { DateTime } from '../../kernel/date-time.type.ts'
import { Role } from '../member.type.ts'

@ObjectType('ShopMember', {
  description: 'Somebody who works in the shop. Nothing tells where else the person works.',
})
export class ShopMemberType {
  @Field(() => ID, { description: 'For `changeMemberRole`, `removeMember` and `transferOwnership`.' })
  id!: string

  @Field(() => String, { description: 'As the member gave it, and as the audit log and timelines show it.' })
  name!: string

  @Field(() => String, { description: 'With which the member signs in.' })
  email!: string

  @Field(() => Role, { description: 'In this shop.' })
  role!: RoleName

  @Field(() => DateTime, {
    nullable: true,
    description: 'The last request in this shop, to the minute; null: none yet.',
  })
  lastActiveAt!: Date | null

  @Field(() => Boolean, { description: 'Whether it is the member who asks.' })
  isSelf!: boolean
}
