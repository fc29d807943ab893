import { Field, ID, ObjectType } from 'type-graphql'
import type { Role as RoleName } from '../../app/context.ts'
import { DateTime } from '../../kernel/date-time.type.ts'
import { Role } from '../member.type.ts'

@ObjectType('ShopMember', {
  description: 'Somebody who works in the shop. Nothing tells where else the person works.',
})
export class ShopMemberType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  email!: string

  @Field(() => Role)
  role!: RoleName

  @Field(() => DateTime, {
    nullable: true,
    description: 'The last request in this shop, to the minute; null: none yet.',
  })
  lastActiveAt!: Date | null

  @Field(() => Boolean, { description: 'Whether it is the member who asks.' })
  isSelf!: boolean
}
