import type { GraphQLField } from 'graphql'
import { Extensions } from 'type-graphql'
import { isKeyPermission } from './key-permissions.ts'
import type { Permission } from './permissions.ts'
import type { RateLimitName } from './rate-limits.ts'

/** Who may call: a visitor with a shop's key, anybody, a signed-in member of no particular shop, or a member with a permission. */
export type Access = 'visitor' | 'anyone' | 'member' | Permission

export interface EntryPointDeclaration {
  access: Access
  rateLimit: RateLimitName
  /** Rejects plain HTTP from another machine with INSECURE_TRANSPORT. Always on in the merchant API. */
  secureTransport?: boolean
  /**
   * Refuses with REAUTHENTICATION_REQUIRED when the member gave the credentials more than ten minutes ago, so that a stolen session alone does not change
   * where money and card digits go. For mutations of the merchant API.
   */
  recentAuthentication?: true
  /** Refuses API keys, whatever they are allowed: what belongs to one person, or is done by one. Always on with `recentAuthentication`. */
  peopleOnly?: true
}

/** Declares who may call a query or mutation and how often. http/guard-entry-points.ts enforces it; a schema with an undeclared root field does not start. */
export const EntryPoint = (declaration: EntryPointDeclaration) => Extensions({ entryPoint: declaration })

/** What a root field declares with @EntryPoint. */
export const declarationOf = (field: GraphQLField<unknown, unknown>): EntryPointDeclaration | undefined =>
  field.extensions.entryPoint as EntryPointDeclaration | undefined

/** Whether an API key that is allowed the permission may call it. */
export const isOpenToKeys = ({ access, recentAuthentication, peopleOnly }: EntryPointDeclaration): boolean =>
  isKeyPermission(access) && !recentAuthentication && !peopleOnly
