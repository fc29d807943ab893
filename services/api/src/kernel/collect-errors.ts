import { Refused, type Problem } from './errors.ts'

/** What each reader reads, or the problems of all of them at once. @throws Refused */
export function readAll<T extends unknown[]>(...readers: { [K in keyof T]: () => T[K] }): T {
  const problems: Problem[] = []
  const values = readers.map((read) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      problems.push(...error.problems)
      return undefined
    }
  })
  if (problems.length > 0) throw new Refused(...problems)
  return values as T
}
