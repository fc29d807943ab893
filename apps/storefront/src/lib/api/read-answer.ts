import { ApiProblem } from '#lib/api/api-problem.ts'
import type { ApiErrorCode } from '#lib/api/types.ts'

interface GraphqlBody {
  data?: unknown
  errors?: { extensions?: { code?: string } }[]
}

/** The data of a GraphQL answer; throws ApiProblem for top-level errors and for anything that is none. */
export async function readAnswer<Data>(response: Response): Promise<Data> {
  const retryAfter = Number(response.headers.get('retry-after')) || null
  const body = await readBody(response)
  const failed = body?.errors?.[0]
  if (failed)
    throw new ApiProblem((failed.extensions?.code ?? 'INTERNAL_SERVER_ERROR') as ApiErrorCode, retryAfter)
  if (!body?.data)
    throw new ApiProblem(response.status === 429 ? 'RATE_LIMITED' : 'SERVICE_UNAVAILABLE', retryAfter)
  return body.data as Data
}

async function readBody(response: Response): Promise<GraphqlBody | null> {
  try {
    return (await response.json()) as GraphqlBody
  } catch {
    return null
  }
}
