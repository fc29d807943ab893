import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../../kernel/date-time.type.ts'
import { PageInfo, toPageInfo } from '../../../kernel/page-info.type.ts'
import type { RefusedPage } from './list-refused-notifications.ts'
import { refusalReason, type RefusalReason as ReasonName } from './refusal-reason.ts'

export const RefusalReason = {
  SIGNATURE: 'SIGNATURE',
  IDENTITY: 'IDENTITY',
  ENVIRONMENT: 'ENVIRONMENT',
  SENDER: 'SENDER',
  NO_ACCOUNT: 'NO_ACCOUNT',
  UNREADABLE: 'UNREADABLE',
} as const satisfies { [R in ReasonName]: R }
registerEnumType(RefusalReason, {
  name: 'RefusalReason',
  valuesConfig: {
    SIGNATURE: { description: 'Forged, or signed with another key than the one kept here.' },
    IDENTITY: { description: 'Of another shop’s contract.' },
    ENVIRONMENT: { description: 'A test where payments are real, or the other way round.' },
    SENDER: { description: 'From an address that is not the bank’s.' },
  },
})

@ObjectType()
export class RefusedField {
  @Field(() => String)
  name!: string

  @Field(() => String)
  value!: string
}

@ObjectType({ description: 'A message in a bank’s name that was not believed. It changed nothing.' })
export class RefusedNotification {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  protocol!: string

  @Field(() => String, { nullable: true })
  bank!: string | null

  @Field(() => RefusalReason)
  reason!: ReasonName

  @Field(() => DateTime)
  receivedAt!: Date

  @Field(() => [RefusedField], {
    description: 'What it claims, unproven: never a card’s digits, never a signature.',
  })
  fields!: RefusedField[]
}

@ObjectType()
export class RefusedNotificationConnection {
  @Field(() => [RefusedNotification])
  nodes!: RefusedNotification[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}

export function toRefusedConnection(page: RefusedPage): RefusedNotificationConnection {
  const nodes = page.notifications.map((notification) => ({
    id: notification.id,
    protocol: notification.protocol,
    bank: notification.bankName,
    reason: refusalReason(notification.reason),
    receivedAt: notification.receivedAt,
    fields: Object.entries(notification.displayedFields).map(([name, value]) => ({ name, value })),
  }))
  return { nodes, totalCount: page.totalCount, pageInfo: toPageInfo(page, nodes) }
}
