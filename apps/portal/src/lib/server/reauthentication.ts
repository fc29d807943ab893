import { m } from '#lib/paraglide/messages.js'
import type { UserError } from '#lib/user-error.ts'
import { otpOf, rawTextOf } from './form-data.ts'

/** The credentials in a form with ReauthenticationFields. */
export const credentialsOf = (form: FormData) => ({ password: rawTextOf(form, 'password'), otp: otpOf(form) })

/** The API's message mentions the email address, which these forms do not ask for. */
export const blamePassword = (error: UserError): UserError =>
  error.code === 'INVALID_CREDENTIALS'
    ? { code: 'PASSWORD_WRONG', field: ['password'], message: m.error_password_wrong() }
    : error
