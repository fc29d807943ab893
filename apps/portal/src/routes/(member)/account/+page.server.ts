import { encode } from 'uqr'
import { graphql } from '#lib/graphql/graphql.ts'
import { accountQuery } from '#lib/member/member.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, otpOf, rawTextOf } from '#lib/server/form-data.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import { blamePassword, credentialsOf } from '#lib/server/reauthentication.ts'
import { requestError } from '#lib/user-error.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { sessions, recoveryCodeCount, layout } = await queryForPage(event, accountQuery, {})
  return { ...layout, sessions, recoveryCodeCount, passkeys: layout.member.passkeys }
}

export const actions: Actions = {
  changePassword: formAction({
    document: graphql(`
      mutation ChangePassword($password: String!, $newPassword: String!, $otp: String) {
        changePassword(password: $password, newPassword: $newPassword, otp: $otp) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ ...credentialsOf(form), newPassword: rawTextOf(form, 'newPassword') }),
    mapError: blamePassword,
    onSuccess: () => ({ done: 'password-changed' as const }),
  }),
  startMfa: formAction({
    document: graphql(`
      mutation StartMfa($password: String!, $otp: String) {
        startMfa(password: $password, otp: $otp) {
          secret
          uri
          ticket
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: credentialsOf,
    mapError: blamePassword,
    onSuccess: ({ secret, uri, ticket }) => {
      if (!secret || !uri || !ticket) throw new FormError([requestError('INTERNAL_SERVER_ERROR')], 502)
      return { enrolment: { secret, ticket, squares: encode(uri, { ecc: 'M', border: 2 }).data } }
    },
  }),
  confirmMfa: formAction({
    document: graphql(`
      mutation ConfirmMfa($ticket: String!, $otp: String!) {
        confirmMfa(ticket: $ticket, otp: $otp) {
          recoveryCodes
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ ticket: rawTextOf(form, 'ticket'), otp: otpOf(form) ?? '' }),
    onSuccess: ({ recoveryCodes }) => ({ done: 'mfa-on' as const, recoveryCodes }),
  }),
  removeMfa: formAction({
    document: graphql(`
      mutation RemoveMfa($password: String!, $otp: String) {
        removeMfa(password: $password, otp: $otp) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: credentialsOf,
    mapError: blamePassword,
    onSuccess: () => ({ done: 'mfa-off' as const }),
  }),
  regenerateRecoveryCodes: formAction({
    document: graphql(`
      mutation RegenerateRecoveryCodes {
        regenerateRecoveryCodes {
          recoveryCodes
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: () => ({}),
    onSuccess: ({ recoveryCodes }) => ({ done: 'recovery-codes' as const, recoveryCodes }),
  }),
  endSession: formAction({
    document: graphql(`
      mutation EndSession($id: ID!) {
        endSession(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ id: rawTextOf(form, 'id') }),
    onSuccess: () => ({ done: 'session-ended' as const }),
  }),
  endOtherSessions: formAction({
    document: graphql(`
      mutation EndOtherSessions {
        endOtherSessions {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: () => ({}),
    onSuccess: () => ({ done: 'other-sessions-ended' as const }),
  }),
  startPasskey: formAction({
    document: graphql(`
      mutation StartPasskey($password: String!, $otp: String) {
        startPasskey(password: $password, otp: $otp) {
          options
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: credentialsOf,
    mapError: blamePassword,
    onSuccess: ({ options }) => ({ passkeyOptions: options }),
  }),
  addPasskey: formAction({
    document: graphql(`
      mutation AddPasskey($response: String!, $name: String!) {
        addPasskey(response: $response, name: $name) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ response: rawTextOf(form, 'response'), name: rawTextOf(form, 'name') }),
    onSuccess: () => ({ done: 'passkey-added' as const }),
  }),
  removePasskey: formAction({
    document: graphql(`
      mutation RemovePasskey($id: ID!, $password: String!, $otp: String) {
        removePasskey(id: $id, password: $password, otp: $otp) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ ...credentialsOf(form), id: rawTextOf(form, 'id') }),
    mapError: blamePassword,
    onSuccess: () => ({ done: 'passkey-removed' as const }),
  }),
}
