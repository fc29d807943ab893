import { Field, ID, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'

@ObjectType('Session', { description: 'Returned only to its own member.' })
export class SessionType {
  @Field(() => ID, { description: 'For `endSession`.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'The browser that signed in, such as Firefox.' })
  browser!: string | null

  @Field(() => String, { nullable: true, description: 'Its operating system, such as Windows or iPhone.' })
  operatingSystem!: string | null

  @Field(() => DateTime, { description: 'When it was opened; `reauthenticate` does not change it.' })
  signedInAt!: Date

  @Field(() => DateTime, { description: 'To the minute.' })
  lastUsedAt!: Date

  @Field(() => Boolean, { description: 'Whether this request was made in this session.' })
  isCurrent!: boolean
}
