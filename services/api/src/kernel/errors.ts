import { errorMessage, type Language, type RequestErrorCode, type UserErrorCode } from '@triclic/error-codes'

export type { Language, RequestErrorCode, UserErrorCode }

/** Something the user can correct: becomes an entry of `userErrors`. `field` is the path into the input. */
export interface UserError {
  code: UserErrorCode
  field?: string[]
  /** Replaces the general text of the code where a more precise one is known. */
  message?: Record<Language, string>
}

/** Thrown by an operation to report errors that the user can correct; rolls back its transaction. */
export class OperationError extends Error {
  readonly userErrors: UserError[]
  constructor(...userErrors: UserError[]) {
    super(userErrors.map(({ code }) => code).join(', '))
    this.userErrors = userErrors
  }
}

/** @throws OperationError */
export const reject = (code: UserErrorCode, ...field: string[]): never => {
  throw new OperationError(field.length > 0 ? { code, field } : { code })
}

/** Something the client's user cannot correct: becomes a top-level error with this code in `extensions`. */
export class RequestError extends Error {
  readonly code: RequestErrorCode
  /** Seconds until a retry makes sense, for RATE_LIMITED and SERVICE_UNAVAILABLE. */
  readonly retryAfter: number | undefined
  constructor(
    code: RequestErrorCode,
    message: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryAfter = options.retryAfter
  }
}

export const serviceUnavailable = (cause: unknown): RequestError =>
  new RequestError('SERVICE_UNAVAILABLE', errorMessage('SERVICE_UNAVAILABLE', 'en'), { retryAfter: 2, cause })
