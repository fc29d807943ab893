import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { requireTexts } from '#lib/server/form-data.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: formAction({
    document: graphql(`
      mutation RequestPasswordReset($email: String!) {
        requestPasswordReset(email: $email) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => requireTexts(form, { email: m.error_enter_email() }),
    givesBack: ['email'],
    onSuccess: (_payload, _event, { email }) => ({ requestedFor: email }),
  }),
}
