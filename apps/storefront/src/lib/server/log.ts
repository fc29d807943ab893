import type { RequestEvent } from '@sveltejs/kit'
import { createLog } from '@triclic/telemetry'

/** The storefront's log: one JSON line per event on stdout. Never log what was typed into a form. */
export const log = createLog('storefront')

/** Logs a failure that the page handles, with its causes. */
export const logWarning = (message: string, error: unknown, details: Record<string, unknown> = {}): void =>
  log.warn({ ...details, err: error }, message)

/** Details of a request for the log. The route, not the URL: a URL may hold what a buyer typed. */
export function describeRequest({ request, route, locals }: RequestEvent): Record<string, unknown> {
  return { method: request.method, route: route.id, shop: locals.shopConfig?.slug }
}
