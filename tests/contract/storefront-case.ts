import type { UserError, Visitor } from '../traffic/visitor.ts'

/** A request that must be refused with one user error. */
export interface StorefrontCase {
  /** How the request differs from a valid one. */
  name: string
  field: string[] | null
  /** The demo shop that the other cases use, unless given. */
  shop?: { key: string }
  /** Sends valid requests up to the one that must be refused, and returns its errors. */
  reach: (buyer: Visitor) => Promise<UserError[]>
}

export const errorsOf = async (payload: Promise<{ userErrors: UserError[] }>): Promise<UserError[]> =>
  (await payload).userErrors
