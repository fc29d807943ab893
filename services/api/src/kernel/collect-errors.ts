import { OperationError, type UserError } from './errors.ts'

/** Runs every parser and returns their results; reports the errors of all of them at once. @throws OperationError */
export function collectErrors<T extends unknown[]>(...parsers: { [K in keyof T]: () => T[K] }): T {
  const userErrors: UserError[] = []
  const values = parsers.map((parse) => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      userErrors.push(...error.userErrors)
      return undefined
    }
  })
  if (userErrors.length > 0) throw new OperationError(...userErrors)
  return values as T
}
