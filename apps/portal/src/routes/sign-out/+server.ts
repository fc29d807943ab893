import { redirect } from '@sveltejs/kit'
import { signOutMutation } from '#lib/member/member.documents.ts'
import { signInPath } from '#lib/paths.ts'
import { closeSession } from '#lib/server/cookies.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

/** Ends the session at the API and in this browser; only in this browser when the API fails. */
export const POST: RequestHandler = async (event) => {
  if (event.locals.session)
    await requestMerchantApi(event, signOutMutation, {}).catch((failure: unknown) => {
      if (!(failure instanceof MerchantApiError)) throw failure
    })
  closeSession(event)
  redirect(303, signInPath({ reason: 'signed-out' }))
}
