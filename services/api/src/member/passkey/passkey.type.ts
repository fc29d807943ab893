import { Field, ID, ObjectType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'

@ObjectType('Passkey', {
  description:
    'A key on a device or security key (WebAuthn) with which the member signs in without password and one-time code. At most 20.',
})
export class PasskeyType {
  @Field(() => ID, { description: 'For `removePasskey`.' })
  id!: string

  @Field(() => String, { description: 'Chosen by the member.' })
  name!: string

  @Field(() => DateTime, { description: 'When the member added it.' })
  createdAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it last signed in or confirmed a sign-in; null if it never did.',
  })
  lastUsedAt!: Date | null
}
