import { Field, ID, ObjectType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'

@ObjectType('Passkey')
export class PasskeyType {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Chosen by the member.' })
  name!: string

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime, { nullable: true })
  lastUsedAt!: Date | null
}
