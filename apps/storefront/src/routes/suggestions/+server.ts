import { json } from '@sveltejs/kit'
import { httpStatusOf, RequestError } from '#lib/api/request-error.ts'
import { describeRequest, logFailure } from '#lib/server/log.ts'
import { readSuggestions } from '#lib/server/catalog.ts'
import type { RequestHandler } from './$types.js'

const MAX_CHARACTERS = 200

/** What the search field offers for the text typed so far. */
export const GET: RequestHandler = async (event) => {
  const query = (event.url.searchParams.get('query') ?? '').trim().slice(0, MAX_CHARACTERS)
  try {
    return json(await readSuggestions(event, query))
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    logFailure('Suggestions unavailable', error, describeRequest(event))
    return json({ code: error.code }, { status: httpStatusOf(error.code) })
  }
}
