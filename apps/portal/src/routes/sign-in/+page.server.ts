import { redirect } from '@sveltejs/kit'
import { errorMessage } from '@triclic/error-codes'
import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { localPath } from '#lib/paths.ts'
import { createSession, readDeviceToken, rememberDevice } from '#lib/server/cookies.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, otpOf, rawTextOf, requireTexts } from '#lib/server/form-data.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.session) redirect(303, localPath(url.searchParams.get('next')))
  return { reason: url.searchParams.get('reason') }
}

export const actions: Actions = {
  default: formAction({
    document: graphql(`
      mutation SignIn($email: String!, $password: String!, $otp: String, $deviceToken: String) {
        signIn(email: $email, password: $password, otp: $otp, deviceToken: $deviceToken) {
          token
          deviceToken
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event) => {
      const { email } = requireTexts(form, {
        email: m.error_enter_email(),
        password: m.error_enter_password(),
      })
      return {
        email,
        password: rawTextOf(form, 'password'),
        otp: otpOf(form),
        deviceToken: readDeviceToken(event, email),
      }
    },
    givesBack: ['email'],
    onSuccess: ({ token, deviceToken }, event, { email }) => {
      if (!token)
        throw new FormError([
          { code: 'OTP_REQUIRED', field: ['otp'], message: errorMessage('OTP_REQUIRED', getLocale()) },
        ])
      createSession(event, token)
      if (deviceToken) rememberDevice(event, email, deviceToken)
      redirect(303, localPath(event.url.searchParams.get('next')))
    },
  }),
}
