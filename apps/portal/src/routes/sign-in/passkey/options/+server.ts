import { graphql } from '#lib/graphql/graphql.ts'
import { answerErrors } from '#lib/server/answer-errors.ts'
import { requestMerchantApi } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

const startPasskeySignIn = graphql(`
  mutation StartPasskeySignIn {
    startPasskeySignIn {
      options
    }
  }
`)

/** The options with which the browser asks for a passkey. */
export const POST: RequestHandler = (event) =>
  answerErrors(event, async () => {
    const { options } = (await requestMerchantApi(event, startPasskeySignIn, {})).startPasskeySignIn
    return { options: JSON.parse(options ?? 'null') as unknown }
  })
