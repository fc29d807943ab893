import type { Problem } from '#lib/problem.ts'

/** A GraphQL document with the types of what goes in and what comes out. */
export interface Operation<Answer, Variables> {
  readonly document: string
  /** For the compiler alone. */
  readonly types?: (variables: Variables) => Answer
}

export const operation = <Answer, Variables = Record<string, never>>(
  document: string,
): Operation<Answer, Variables> => ({
  document,
})

/** What every mutation answers, aliased `payload`: what the member can mend, none once it is done. */
export interface UserErrors {
  userErrors: Problem[]
}

/** The same as a document asks for it. */
export const userErrors = 'userErrors { code field }'
