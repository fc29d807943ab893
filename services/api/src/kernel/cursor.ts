import { validate as isUuid } from 'uuid'
import { Failure } from './errors.ts'

/** A cursor is a row's id: its place in the list is looked up, to the last microsecond. */
export const cursorOf = (row: { id: string }): string => Buffer.from(row.id).toString('base64url')

export const badCursor = (): Failure => new Failure('BAD_USER_INPUT', 'after: not a cursor of this list.')

/** The id in a cursor. @throws BAD_USER_INPUT */
export function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!isUuid(id)) throw badCursor()
  return id
}

/** The length of a page, where it may be at most so long. @throws BAD_USER_INPUT */
export function demandFirst(first: number, most: number): void {
  if (!Number.isInteger(first) || first < 1 || first > most)
    throw new Failure('BAD_USER_INPUT', `first: from 1 to ${most}.`)
}
