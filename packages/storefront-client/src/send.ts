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
}

/**
 * Sends a request and returns its data. What may be repeated is repeated after a growing pause, or the one that the API demands, as long as that is no more than
 * ten seconds.
 * @throws StorefrontFailure
 */
export async function send(
  { fetch, timeoutMs, retries }: Sending,
  url: string,
  init: RequestInit,
  mayRepeat: boolean,
  onAnswer: (response: Response) => void,
): Promise<Record<string, unknown>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce(fetch, url, { ...init, signal: AbortSignal.timeout(timeoutMs) }, onAnswer)
    } catch (error) {
      if (!(error instanceof StorefrontFailure)) throw error
      const seconds = error.retryAfter ?? 0.3 * 2 ** attempt * (1 + Math.random())
      const isPassing = error.status === null || PASSING.has(error.status)
      if (!mayRepeat || !isPassing || attempt >= retries || seconds > LONGEST_WAIT_SECONDS) throw error
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    }
  }
}

async function sendOnce(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  onAnswer: (response: Response) => void,
): Promise<Record<string, unknown>> {
  let response: Response
  let answer: Answer
  try {
    response = await fetch(url, init)
    answer = (await response.json()) as Answer
  } catch (cause) {
    const isNoJson = cause instanceof SyntaxError
    throw new StorefrontFailure(
      isNoJson ? 'BAD_ANSWER' : 'UNREACHABLE',
      isNoJson ? 'The answer is no JSON.' : 'The API cannot be reached.',
      { cause },
    )
  }
  onAnswer(response)
  const [error] = answer.errors ?? []
  if (!error && answer.data) return answer.data
  const { status, headers } = response
  const retryAfter = Number(headers.get('retry-after') ?? NaN)
  throw new StorefrontFailure(error?.extensions?.code ?? 'BAD_ANSWER', error?.message ?? 'No data.', {
    status,
    retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
    requestId: error?.extensions?.requestId ?? headers.get('x-request-id'),
  })
}
