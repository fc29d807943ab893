import type { RequestEvent } from '@sveltejs/kit'
import { createLog, reportUnexpectedError } from '@triclic/telemetry'
import { RequestError } from '#lib/api/request-error.ts'

/** The storefront's log: one JSON line per event on stdout. Never log what was typed into a form. */
export const log = createLog('storefront')

const EXPECTED = new Set<unknown>(['BAD_USER_INPUT', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED'])

/** Logs why a page or a part of it failed: an outage or rejected input as a warning, anything else as an unexpected error. */
export function logFailure(message: string, error: unknown, details: Record<string, unknown> = {}): void {
  if (error instanceof RequestError && EXPECTED.has(error.code)) log.warn({ ...details, err: error }, message)
  else reportUnexpectedError(log, 'page', error, details, message)
}

/** Details of a request for the log. The route, not the URL: a URL may hold what a buyer typed. */
export function describeRequest({ request, route, locals }: RequestEvent): Record<string, unknown> {
  return { method: request.method, route: route.id, shop: locals.shopConfig?.slug }
}
