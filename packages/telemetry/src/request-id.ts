import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUIDv7 } from 'node:crypto'
import { containsCardNumber } from '@triclic/card-core/text'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const requestIds = new AsyncLocalStorage<string | undefined>()

/** A UUIDv7. */
export const newRequestId = (): string => randomUUIDv7()

/**
 * The request id that another process sent, or undefined if it is not a lower-case UUID, or one whose digits spell a card
 * number: whoever calls the API must not be able to write anything else into its log.
 */
export function parseRequestId(value: unknown): string | undefined {
  if (typeof value !== 'string' || !UUID.test(value)) return undefined
  return containsCardNumber(value.replaceAll('-', '')) ? undefined : value
}

/** Runs `work`: every line that it logs carries the request id. Without an id, its lines carry none. */
export const withRequestId = <T>(requestId: string | undefined, work: () => T): T =>
  requestIds.run(requestId, work)

/** The id of the request that is being handled, or on whose behalf a job runs; undefined elsewhere. */
export const currentRequestId = (): string | undefined => requestIds.getStore()
