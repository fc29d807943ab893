import { OperationError, type UserError } from './errors.ts'

/** What each reader reads, or the problems of all of them at once. @throws Refused */
export function collectErrors<T extends unknown[]>(...readers: { [K in keyof T]: () => T[K] }): T {
  const problems: UserError[] = []
  const values = readers.map((read) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  })
  if (problems.length > 0) throw new OperationError(...problems)
  return values as T
}
