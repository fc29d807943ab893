import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { PageInfo } from '../kernel/page-info.type.ts'

export const AuditActor = { MEMBER: 'MEMBER', API_KEY: 'API_KEY', SYSTEM: 'SYSTEM' } as const
registerEnumType(AuditActor, {
  name: 'AuditActor',
  description: 'Who can do something in a shop.',
  valuesConfig: {
    MEMBER: { description: 'A person who worked in the shop.' },
    API_KEY: { description: 'A program of the shop.' },
    SYSTEM: { description: 'The platform itself.' },
  },
})

@ObjectType('AuditEntry', { description: 'What somebody did in the shop. Entries are never changed.' })
export class AuditEntryType {
  @Field(() => ID, { description: 'Ascending with time. Use it as the key of a list.' })
  id!: string

  @Field(() => DateTime, { description: 'When it was done.' })
  at!: Date

  @Field(() => AuditActor, { description: 'What kind of actor it was.' })
  actor!: keyof typeof AuditActor

  @Field(() => String, {
    nullable: true,
    description: 'The name of the member or of the API key; null: the platform itself.',
  })
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

@ObjectType({ description: 'A page of a list, without its total count.' })
export class AuditLogConnection {
  @Field(() => [AuditEntryType], { description: 'Those of the page.' })
  nodes!: AuditEntryType[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo
}

@ObjectType({ description: 'What the audit log can be filtered by.' })
export class AuditAction {
  @Field(() => String, { description: 'For `AuditLogFilterInput.action`.' })
  name!: string

  @Field(() => String, { description: 'What the action means, in the language of the request.' })
  text!: string
}

@ObjectType({
  description:
    'A member or an API key with entries in the audit log, who may have left the shop, or may be revoked.',
})
export class AuditMember {
  @Field(() => ID, { description: 'For `AuditLogFilterInput.memberId`.' })
  id!: string

  @Field(() => String, { description: 'As it stands in the newest entry of the member.' })
  name!: string
}

@InputType({ description: 'An entry must match every condition that is given.' })
export class AuditLogFilterInput {
  @Field(() => ID, { nullable: true, description: '`AuditMember.id`: what this member did.' })
  memberId?: string | null

  @Field(() => String, { nullable: true, description: 'The name of an operation.' })
  action?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'On or after this day in the shop’s time zone.' })
  since?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'On or before this day in the shop’s time zone.' })
  until?: string | null
}
