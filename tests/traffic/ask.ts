/** What the server said of the whole request, or why it said nothing. */
export class NoAnswer extends Error {
  /** `extensions.code` of the first error; NETWORK when no answer came, and whether it was done is not known. */
  readonly code: string
  readonly status: number
  constructor(code: string, status: number, message: string) {
    super(`${code} (${status}): ${message}`)
    this.code = code
    this.status = status
  }
}

export interface Answer<Data> {
  data: Data
  headers: Headers
}

interface Body<Data> {
  data?: Data | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

const PATIENCE_MS = 15_000

/**
 * One GraphQL request over HTTP.
 * @throws NoAnswer when errors came instead of data, or nothing came in time.
 */
export async function ask<Data>(
  url: string,
  query: string,
  variables: Record<string, unknown>,
  headers: Record<string, string>,
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    throw new NoAnswer('NETWORK', 0, reasonOf(error))
  })
  const body = (await response.json().catch((error: unknown) => {
    throw new NoAnswer('NETWORK', response.status, reasonOf(error))
  })) as Body<Data>
  const [error] = body.errors ?? []
  if (error || !body.data)
    throw new NoAnswer(error?.extensions?.code ?? 'UNKNOWN', response.status, error?.message ?? 'no data')
  return { data: body.data, headers: response.headers }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? cause.message || message : message
}
