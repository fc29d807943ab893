const MAX_CAUSES = 5
const MAX_ERRORS = 10

/** What tells an operator where a database error arose. Its `detail` is left out, because it quotes the values of a row. */
const COPIED = ['code', 'schema', 'table', 'column', 'constraint', 'routine'] as const

export interface SerializedError {
  type: string
  message: string
  stack?: string
  cause?: SerializedError
  /** Those of an AggregateError. */
  errors?: SerializedError[]
}

/** An error with its stack and its causes, as it is logged. Copies only known properties: others may hold what a user typed. */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const properties = COPIED.flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? [[name, value]] : []
  })
  const canDescend = depth < MAX_CAUSES
  return {
    type: error.constructor.name,
    message: error.message,
    ...Object.fromEntries(properties),
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(canDescend && error.cause !== undefined && { cause: serializeError(error.cause, depth + 1) }),
    ...(canDescend &&
      error instanceof AggregateError && {
        errors: error.errors.slice(0, MAX_ERRORS).map((inner) => serializeError(inner, depth + 1)),
      }),
  }
}
