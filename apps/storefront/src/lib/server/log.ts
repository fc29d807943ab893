import type { RequestEvent } from '@sveltejs/kit'

type Details = Record<string, string | number | null | undefined>

const cardLikeDigits = /\d(?:[\s.-]?\d){11,}/g
const maxCauses = 5

/** Writes an error with its causes as one JSON line to stdout. Never pass form values in `details`. */
export function logError(message: string, error: unknown, details: Details = {}): void {
  write(50, message, error, details)
}

/** Like logError, for failures that the page handles. */
export function logWarning(message: string, error: unknown, details: Details = {}): void {
  write(40, message, error, details)
}

/** Details of a request for the log. The route, not the URL: a URL may hold what a buyer typed. */
export function describeRequest({ request, route, locals }: RequestEvent): Details {
  return { method: request.method, route: route.id, shop: locals.shopConfig?.slug }
}

function write(level: number, msg: string, error: unknown, details: Details): void {
  const line = { level, time: Date.now(), name: 'storefront', msg, ...details, err: serializeError(error) }
  process.stdout.write(
    `${JSON.stringify(line, (_, value: unknown) => (typeof value === 'string' ? redact(value) : value))}\n`,
  )
}

interface SerializedError {
  type: string
  message: string
  code?: string
  stack?: string | undefined
  cause?: SerializedError
}

/** Copies only known properties: any other may hold request data. */
function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    stack: error.stack,
    ...(error.cause !== undefined && depth < maxCauses && { cause: serializeError(error.cause, depth + 1) }),
  }
}

function redact(text: string): string {
  return text.replace(cardLikeDigits, '[digits removed]')
}
