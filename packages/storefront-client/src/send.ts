import { StorefrontFailure } from './errors.ts'

/** Answers for which the same request may succeed a moment later. */
const PASSING = new Set([429, 502, 503, 504])
const LONGEST_WAIT_SECONDS = 10

/** What a GraphQL API answers. */
interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[]
}

export interface Sending {
  fetch: typeof fetch
  timeoutMs: number
  /** How often a request that may be repeated is repeated at most. */
  retries: number
  /** Ends the request, and the pause before its repetition. */
  signal?: AbortSignal | undefined
}

/**
 * Sends a request and returns its data. What may be repeated is repeated after a growing pause, or the one that the API demands, as long as that is no more than
 * ten seconds.
 * @throws StorefrontFailure, or the reason of `signal` once that is aborted
 */
export async function send(
  { fetch, timeoutMs, retries, signal }: Sending,
  url: string,
  init: RequestInit,
  mayRepeat: boolean,
  onAnswer: (response: Response) => void,
): Promise<Record<string, unknown>> {
  for (let attempt = 0; ; attempt++) {
    try {
      const timeout = AbortSignal.timeout(timeoutMs)
      const either = signal ? AbortSignal.any([timeout, signal]) : timeout
      return await sendOnce(fetch, url, { ...init, signal: either }, onAnswer)
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof StorefrontFailure)) throw error
      const seconds = error.retryAfter ?? 0.3 * 2 ** attempt * (1 + Math.random())
      const isPassing = error.status === null || PASSING.has(error.status)
      if (!mayRepeat || !isPassing || attempt >= retries || seconds > LONGEST_WAIT_SECONDS) throw error
      await pause(seconds, signal)
    }
  }
}

/** Ends early, with an error, when the signal is aborted. */
const pause = (seconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, seconds * 1000)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    signal?.addEventListener('abort', stop, { once: true })
  })

async function sendOnce(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  onAnswer: (response: Response) => void,
): Promise<Record<string, unknown>> {
  let response: Response | undefined
  let answer: Answer | null = null
  let cause: unknown
  try {
    response = await fetch(url, init)
    answer = (await response.json()) as Answer | null
  } catch (error) {
    cause = error
    // Anything else than an unreadable answer is a connection that broke.
    if (!(error instanceof SyntaxError)) response = undefined
  }
  if (!response) throw new StorefrontFailure('UNREACHABLE', 'The API cannot be reached.', { cause })
  onAnswer(response)
  const [error] = answer?.errors ?? []
  if (!error && answer?.data) return answer.data
  const { status, headers } = response
  const retryAfter = Number(headers.get('retry-after') ?? NaN)
  throw new StorefrontFailure(
    error?.extensions?.code ?? 'BAD_ANSWER',
    error?.message ?? 'The answer is not that of a GraphQL API.',
    {
      status,
      retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
      requestId: error?.extensions?.requestId ?? headers.get('x-request-id'),
      cause,
    },
  )
}
