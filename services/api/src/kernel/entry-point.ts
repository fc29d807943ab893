import { Extensions } from 'type-graphql'
import type { Permission } from './permissions.ts'
import type { RateLimitName } from './rate-limits.ts'

/** Who may call: a visitor with a shop's key, anybody, a signed-in member of no particular shop, or a member with a permission. */
export type Access = 'visitor' | 'anyone' | 'member' | Permission

export interface EntryPointDeclaration {
  access: Access
  rateLimit: RateLimitName
  /** Answers INSECURE_TRANSPORT over plain HTTP from another machine. The whole merchant API does. */
  secureTransport?: boolean
}

/** Declares who may call a query or mutation and how often. http/guard-entry-points.ts enforces it; a schema with an undeclared root field does not start. */
export const EntryPoint = (declaration: EntryPointDeclaration) => Extensions({ entryPoint: declaration })
