/** A user error of a payload: what the buyer can correct. */
export interface UserError {
  code: string
  /** For the buyer, in the language of the request. */
  message: string
  /** The path into the input. */
  field: string[] | null
}

/** A request that failed as a whole. */
export class StorefrontFailure extends Error {
  override readonly name = 'StorefrontFailure'
  /** A code of the API, such as RATE_LIMITED; UNREACHABLE without an answer, BAD_ANSWER for one that no API gives. */
  readonly code: string
  /** The HTTP status; null without an answer. */
  readonly status: number | null
  /** Seconds until a retry makes sense; null if the API did not say. */
  readonly retryAfter: number | null
  /** To be quoted to the operator, who finds the request in the log by it. */
  readonly requestId: string | null
  /** With which to repeat the call, if nobody knows whether it arrived: the answer is then that of the first one. */
  idempotencyKey: string | null = null

  constructor(
    code: string,
    message: string,
    details: { status?: number; retryAfter?: number | null; requestId?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.code = code
    this.status = details.status ?? null
    this.retryAfter = details.retryAfter ?? null
    this.requestId = details.requestId ?? null
  }
}

/** What the buyer can correct, thrown by `accepted`. */
export class UserErrors extends Error {
  override readonly name = 'UserErrors'
  readonly userErrors: readonly UserError[]

  constructor(userErrors: readonly UserError[]) {
    super(userErrors.map(({ code }) => code).join(', '))
    this.userErrors = userErrors
  }
}

/** The payload of a mutation, if the API accepted it. @throws UserErrors */
export function accepted<Payload extends { userErrors: readonly UserError[] }>(payload: Payload): Payload {
  if (payload.userErrors.length > 0) throw new UserErrors(payload.userErrors)
  return payload
}
