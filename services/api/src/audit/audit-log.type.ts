import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { PageInfo } from '../kernel/page-info.type.ts'

@ObjectType('AuditEntry', { description: 'What somebody did in the shop. Entries are never changed.' })
export class AuditEntryType {
  @Field(() => ID)
  id!: string

  @Field(() => DateTime)
  at!: Date

  @Field(() => String, { nullable: true, description: 'Who; null: the platform itself.' })
  memberName!: string | null

  @Field(() => String, { description: 'The name of the operation.' })
  action!: string

  @Field(() => String, { description: 'What the action means, in the language of the request.' })
  actionText!: string

  @Field(() => String, {
    description: 'What was changed, such as an order code, or settings from what to what.',
  })
  subject!: string

  @Field(() => String, { nullable: true, description: 'The IP address from which it was requested.' })
  address!: string | null
}

@ObjectType()
export class AuditLogConnection {
  @Field(() => [AuditEntryType])
  nodes!: AuditEntryType[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo
}

@ObjectType({ description: 'What the audit log can be filtered by.' })
export class AuditAction {
  @Field(() => String)
  name!: string

  @Field(() => String, { description: 'What the action means, in the language of the request.' })
  text!: string
}

@ObjectType({ description: 'Somebody with entries in the audit log, who may have left the shop.' })
export class AuditMember {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string
}

@InputType({ description: 'An entry must match every condition that is given.' })
export class AuditLogFilterInput {
  @Field(() => ID, { nullable: true })
  memberId?: string | null

  @Field(() => String, { nullable: true, description: 'The name of an operation.' })
  action?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'On or after this day in the shop’s time zone.' })
  since?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'On or before this day in the shop’s time zone.' })
  until?: string | null
}
