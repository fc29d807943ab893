import { graphql } from '#lib/graphql/graphql.ts'
import { answerErrors } from '#lib/server/answer-errors.ts'
import { requestMerchantApi } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

const reauthenticateWithPasskey = graphql(`
  mutation ReauthenticateWithPasskey($response: String!) {
    reauthenticateWithPasskey(response: $response) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** Confirms in the open session who the member is, with the passkey's response, which is the body. */
export const POST: RequestHandler = (event) =>
  answerErrors(event, async () => {
    const variables = { response: await event.request.text() }
    const { userErrors } = (await requestMerchantApi(event, reauthenticateWithPasskey, variables))
      .reauthenticateWithPasskey
    return userErrors.length ? { errors: userErrors } : { next: '' }
  })
