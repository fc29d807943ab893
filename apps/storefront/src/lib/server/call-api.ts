import type { RequestEvent } from '@sveltejs/kit'
import { ApiProblem } from '#lib/api/api-problem.ts'
import { readAnswer } from '#lib/api/read-answer.ts'
import { postToApi } from '#lib/server/post-to-api.ts'
import { keepVisitor } from '#lib/server/visitor-cookie.ts'

/** Asks the API for this request's shop and visitor; throws ApiProblem. Order tokens travel in variables alone. */
export async function callApi<Data>(
  event: RequestEvent,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const { access, visitorId, locale } = event.locals
  if (!access) throw new ApiProblem('SHOP_NOT_FOUND')
  const asker = { locale, visitorId, address: event.getClientAddress() }
  const response = await postToApi(access, asker, query, variables)
  keepVisitor(event, response.headers.get('x-visitor-id'))
  return readAnswer<Data>(response)
}
