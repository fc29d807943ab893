/** An error whose message is shown as it is, without a stack trace. */
export class UserFacingError extends Error {
  override name = 'UserFacingError'
}

/** The message of a {@link UserFacingError}; the stack trace of any other error. */
export function describeError(error: unknown): string {
  if (error instanceof UserFacingError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Prints the error to stderr and exits with code 1. */
export function failWith(error: unknown): never {
  process.stderr.write(`\n${describeError(error)}\n`)
  process.exit(1)
}
