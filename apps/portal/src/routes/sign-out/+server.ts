import { redirect, type RequestEvent } from '@sveltejs/kit'
import { askMerchantApi, MerchantApiError } from '#lib/server/merchant-api.ts'
import * as operations from '#lib/server/operations.ts'
import { closeSession } from '#lib/server/session.ts'
import { signInPath } from '#lib/sign-in-path.ts'
import type { RequestHandler } from './$types'

/** Ends the session at the API and in this browser; in this browser even when the API can't be reached. */
export const POST: RequestHandler = async (event) => {
  if (event.locals.session) await endAtTheApi(event)
  closeSession(event)
  redirect(303, signInPath({ reason: 'signed-out' }))
}

const endAtTheApi = (event: RequestEvent) =>
  askMerchantApi(event, operations.signOut, {}).catch((problem: unknown) => {
    if (!(problem instanceof MerchantApiError)) throw problem
  })
