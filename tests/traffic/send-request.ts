import { textOf } from '../graphql/documents.ts'
import type { TypedDocument } from '../graphql/documents.ts'

/** The request as a whole failed: a top-level GraphQL error, or no response. */
export class RequestError extends Error {
  /** `extensions.code` of the first error; NETWORK if no response came, so that the outcome is unknown. */
  readonly code: string
  /** HTTP status; 0 without a response. */
  readonly status: number
  constructor(code: string, status: number, message: string) {
    super(`${code} (${status}): ${message}`)
    this.code = code
    this.status = status
  }
}

export interface ResponseBody {
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[]
}

/** A request and its response, as they went over the wire. */
export interface Exchange {
  document: TypedDocument<unknown, never>
  variables: Record<string, unknown>
  status: number
  headers: Headers
  body: ResponseBody
}

const TIMEOUT_MS = 15_000

/**
 * Sends one GraphQL request over HTTP and returns the response, whatever it is.
 * @throws RequestError NETWORK when no JSON response came in time
 */
export async function exchange<Data, Variables>(
  url: string,
  document: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
  headers: Record<string, string>,
): Promise<Exchange> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: textOf(document), variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new RequestError('NETWORK', 0, reasonOf(error))
  })
  const body = (await response.json().catch((error: unknown) => {
    throw new RequestError('NETWORK', response.status, reasonOf(error))
  })) as ResponseBody
  return {
    document,
    variables: variables as Record<string, unknown>,
    status: response.status,
    headers: response.headers,
    body,
  }
}

/** The data of a response. @throws RequestError when it has errors or no data */
export function dataOf<Data>({ body, status }: Exchange): Data {
  const [error] = body.errors ?? []
  if (error || !body.data)
    throw new RequestError(error?.extensions?.code ?? 'UNKNOWN', status, error?.message ?? 'no data')
  return body.data as Data
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? cause.message || message : message
}
