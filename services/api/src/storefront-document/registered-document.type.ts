import { Field, ID, Int, ObjectType } from 'type-graphql'
import { defineConnection } from '../kernel/connection.ts'
import { DateTime } from '../kernel/date-time.type.ts'

@ObjectType('RegisteredDocument', {
  description: 'A GraphQL document that a frontend of the shop registered.',
})
export class RegisteredDocumentType {
  @Field(() => ID, { description: 'SHA-256 of its text, in lower-case hexadecimal.' })
  id!: string

  @Field(() => [String], { description: 'The names of its operations.' })
  operations!: string[]

  @Field(() => Int, { description: 'Of its text in UTF-8.' })
  bytes!: number

  @Field(() => Boolean, {
    description: 'Whether it asks for the catalogue alone, so that caches may keep its answers.',
  })
  isCacheable!: boolean

  @Field(() => DateTime, { description: 'When it was registered for the first time.' })
  registeredAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to the minute; null if it never was.',
  })
  lastUsedAt!: Date | null
}

export const RegisteredDocumentConnection = defineConnection(
  'RegisteredDocumentConnection',
  () => RegisteredDocumentType,
)
