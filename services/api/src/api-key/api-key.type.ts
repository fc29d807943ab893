import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import type { Permission } from '../kernel/permissions.ts'
import { PermissionType } from '../member/member.type.ts'
import { LIFETIMES } from './create-api-key.ts'

type Lifetime = keyof typeof LIFETIMES

export const ApiKeyLifetime = Object.fromEntries(Object.keys(LIFETIMES).map((name) => [name, name])) as {
  [Each in Lifetime]: Each
}
registerEnumType(ApiKeyLifetime, {
  name: 'ApiKeyLifetime',
  description: 'How long a new key is valid.',
  valuesConfig: {
    DAYS_30: { description: 'For 30 days.' },
    DAYS_90: { description: 'For 90 days.' },
    DAYS_365: { description: 'For 365 days.' },
    UNLIMITED: { description: 'Until it is revoked.' },
  },
})

@ObjectType('ApiKey', {
  description: 'A key with which a program of the shop calls the merchant API. Its token is shown once.',
})
export class ApiKeyType {
  @Field(() => ID, { description: 'For `revokeApiKey`.' })
  id!: string

  @Field(() => String, { description: 'What the merchant calls it.' })
  name!: string

  @Field(() => [PermissionType], { description: 'What it allows.' })
  scopes!: Permission[]

  @Field(() => String, {
    description: 'The name of the member who created it. The key stays valid when they leave.',
  })
  createdByName!: string

  @Field(() => DateTime, { description: 'When a member created it.' })
  createdAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it stops being valid; null: until it is revoked.',
  })
  expiresAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'To the minute; null if it was never used.' })
  lastUsedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When a member revoked it; null if nobody has.' })
  revokedAt!: Date | null
}

@InputType('ApiKeyInput', { description: 'A new key of the merchant API.' })
export class ApiKeyInputType {
  @Field(() => String, { description: 'What it is for: 1 to 60 characters. The audit log shows it.' })
  name!: string

  @Field(() => [PermissionType], {
    description: 'What it allows: at least one of `apiKeyScopes`, and only what the member may do.',
  })
  scopes!: Permission[]

  @Field(() => ApiKeyLifetime, { description: 'How long it is valid.' })
  lifetime!: Lifetime
}
