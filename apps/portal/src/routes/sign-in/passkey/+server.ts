import { graphql } from '#lib/graphql/graphql.ts'
import { localPath } from '#lib/paths.ts'
import { answerErrors } from '#lib/server/answer-errors.ts'
import { createSession, rememberDevice } from '#lib/server/cookies.ts'
import { requestMerchantApi } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

const signInWithPasskey = graphql(`
  mutation SignInWithPasskey($response: String!) {
    signInWithPasskey(response: $response) {
      token
      deviceToken
      member {
        email
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** Opens a session with the passkey's response, which is the body, and answers where to go. */
export const POST: RequestHandler = (event) =>
  answerErrors(event, async () => {
    const variables = { response: await event.request.text() }
    const { token, deviceToken, member, userErrors } = (
      await requestMerchantApi(event, signInWithPasskey, variables)
    ).signInWithPasskey
    if (!token) return { errors: userErrors }
    createSession(event, token)
    if (deviceToken && member) rememberDevice(event, member.email, deviceToken)
    return { next: localPath(event.url.searchParams.get('next')) }
  })
