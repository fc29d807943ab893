import { validate as isUuid } from 'uuid'
import { RequestError } from './errors.ts'

/** A cursor is a row's id: its place in the list is looked up, to the last microsecond. */
export const encodeCursor = (row: { id: string }): string => Buffer.from(row.id).toString('base64url')

export const invalidCursor = (): RequestError =>
  new RequestError('BAD_USER_INPUT', 'after: not a cursor of this list.')

/** The id in a cursor. @throws BAD_USER_INPUT */
export function parseCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!isUuid(id)) throw invalidCursor()
  return id
}

/** The length of a page, where it may be at most so long. @throws BAD_USER_INPUT */
export function requirePageSize(first: number, most: number): void {
  if (!Number.isInteger(first) || first < 1 || first > most)
    throw new RequestError('BAD_USER_INPUT', `first: from 1 to ${most}.`)
}
