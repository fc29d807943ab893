import { redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { signInPath } from '#lib/paths.ts'
import { closeSession } from '#lib/server/cookies.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, requireTexts } from '#lib/server/form-data.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: formAction({
    document: graphql(`
      mutation ResetPassword($token: String!, $newPassword: String!) {
        resetPassword(token: $token, newPassword: $newPassword) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { url }) => {
      requireTexts(form, { newPassword: m.error_enter_password() })
      return { token: url.searchParams.get('token') ?? '', newPassword: rawTextOf(form, 'newPassword') }
    },
    onSuccess: (_payload, event) => {
      closeSession(event)
      redirect(303, signInPath({ reason: 'password-reset' }))
    },
  }),
}
