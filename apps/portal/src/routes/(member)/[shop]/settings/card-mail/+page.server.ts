import { errorMessage, type UserErrorCode } from '@triclic/error-codes'
import { cardMailQuery } from '#lib/card-mail/card-mail.documents.ts'
import { isPrivateKey, MAX_KEY_LENGTH, readKeyFile } from '#lib/card-mail/read-key-file.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { cardMail, layout } = await queryForShopPage(event, cardMailQuery, {})
  return { ...layout, cardMail }
}

export const actions: Actions = {
  checkOpenPgpKey: formAction({
    document: graphql(`
      mutation CheckOpenPgpKey($armored: String!) {
        checkOpenPgpKey(armored: $armored) {
          key {
            fingerprint
            userIds
            expiresAt
          }
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: async (form) => ({ armored: await readArmoredKey(form) }),
    onSuccess: ({ key }, _event, { armored }) => ({ checkedKey: key && { ...key, armored } }),
  }),
  setOpenPgpKey: formAction({
    document: graphql(`
      mutation SetOpenPgpKey($armored: String!, $fingerprint: String!) {
        setOpenPgpKey(armored: $armored, fingerprint: $fingerprint) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      armored: rawTextOf(form, 'armored'),
      fingerprint: rawTextOf(form, 'fingerprint'),
    }),
  }),
  confirmOpenPgpKey: formAction({
    document: graphql(`
      mutation ConfirmOpenPgpKey($code: String!) {
        confirmOpenPgpKey(code: $code) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => requireTexts(form, { code: m.error_enter_openpgp_code() }),
  }),
  resendOpenPgpCode: formAction({
    document: graphql(`
      mutation ResendOpenPgpCode {
        resendOpenPgpCode {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: () => ({}),
  }),
  discardUnconfirmedKey: formAction({
    document: graphql(`
      mutation DiscardUnconfirmedKey {
        discardUnconfirmedKey {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: () => ({}),
  }),
  removeOpenPgpKey: formAction({
    document: graphql(`
      mutation RemoveOpenPgpKey {
        removeOpenPgpKey {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: () => ({}),
  }),
  setOpenPgpRequired: formAction({
    document: graphql(`
      mutation SetOpenPgpRequired($required: Boolean!) {
        setOpenPgpRequired(required: $required) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ required: form.get('required') === 'true' }),
    givesBack: ['required'],
  }),
  setFragmentTo: formAction({
    document: graphql(`
      mutation SetFragmentTo($email: String!, $version: String) {
        setFragmentTo(email: $email, version: $version) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      ...requireTexts(form, { email: m.error_enter_card_mail_address() }),
      version: textOf(form, 'version'),
    }),
    onSuccess: (_payload, _event, { email }) => ({ email }),
    givesBack: ['email', 'version'],
  }),
}

/** The pasted key or, without JavaScript, the content of the chosen file. */
async function readArmoredKey(form: FormData): Promise<string> {
  const text = rawTextOf(form, 'armored')
  const file = form.get('file')
  const armored = !text.trim() && file instanceof File ? readKeyFile(await file.bytes()) : text
  const reject = (code: UserErrorCode, message = errorMessage(code, getLocale())) =>
    new FormError([{ code, field: ['armored'], message }])
  if (!armored.trim()) throw reject('REQUIRED', m.error_enter_openpgp_key())
  if (isPrivateKey(armored)) throw reject('OPENPGP_KEY_PRIVATE')
  if (armored.length > MAX_KEY_LENGTH) throw reject('OPENPGP_KEY_TOO_LARGE')
  return armored
}
