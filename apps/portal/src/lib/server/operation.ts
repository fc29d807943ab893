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
