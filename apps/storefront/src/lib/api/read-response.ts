import { RequestError, type RequestErrorCode } from './request-error.ts'

interface GraphqlBody {
  data?: unknown
  errors?: { extensions?: { code?: string } }[]
}

/** Returns the data of a GraphQL response. Throws RequestError if it has top-level errors or is not GraphQL. */
export async function readResponse<Data>(response: Response): Promise<Data> {
  const retryAfterSeconds = Number(response.headers.get('retry-after')) || null
  const body = await parseBody(response, retryAfterSeconds)
  const [error] = body.errors ?? []
  if (error) {
    const code = (error.extensions?.code ?? 'INTERNAL_SERVER_ERROR') as RequestErrorCode
    throw new RequestError(code, { retryAfterSeconds })
  }
  if (!body.data) throw new RequestError(fallbackCode(response), { retryAfterSeconds })
  return body.data as Data
}

async function parseBody(response: Response, retryAfterSeconds: number | null): Promise<GraphqlBody> {
  try {
    return ((await response.json()) as GraphqlBody | null) ?? {}
  } catch (cause) {
    const code = cause instanceof SyntaxError ? fallbackCode(response) : 'SERVICE_UNAVAILABLE'
    throw new RequestError(code, { cause, retryAfterSeconds })
  }
}

/** For a response that is not GraphQL. From 502 on, it is that of a proxy in front of an API that does not answer. */
function fallbackCode({ status }: Response): RequestErrorCode {
  if (status === 429) return 'RATE_LIMITED'
  return status >= 502 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR'
}
