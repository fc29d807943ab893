import type { RequestEvent } from '@sveltejs/kit'
import { callApi } from '#lib/server/call-api.ts'

/** The first request of a visit: the answer's header names the visitor, and is kept before anything else is asked. */
export async function enterShop(event: RequestEvent): Promise<void> {
  await callApi(event, 'mutation EnterShop { enterShop { visitor { expiresAt } } }')
}
