import { validate as isUuid } from 'uuid'
import { RequestError } from './errors.ts'

/** A cursor holds the id of a row. The database finds the row's position in the list from it, precise to the microsecond. */
export const encodeCursor = (row: { id: string }): string => Buffer.from(row.id).toString('base64url')

export const invalidCursor = (): RequestError =>
  new RequestError('BAD_USER_INPUT', 'after: must be a cursor of this list.')

/** The row id that a cursor holds. @throws BAD_USER_INPUT */
export function parseCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!isUuid(id)) throw invalidCursor()
  return id
}

/** @throws BAD_USER_INPUT unless `first` is a whole number from 1 to `max` */
export function requirePageSize(first: number, max: number): void {
  if (!Number.isInteger(first) || first < 1 || first > max)
    throw new RequestError('BAD_USER_INPUT', `first: must be from 1 to ${max}.`)
}
