import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { manualPaymentSettingsQuery } from '#lib/manual-payment/manual-payment.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { manualPaymentSettings, layout } = await queryForShopPage(event, manualPaymentSettingsQuery, {})
  return { ...layout, settings: manualPaymentSettings }
}

const changeManualPayments = graphql(`
  mutation ChangeManualPayments($input: ChangeManualPaymentsInput!) {
    changeManualPayments(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const actions: Actions = {
  changeTransfer: formAction({
    document: changeManualPayments,
    variables: (form) => ({
      input: {
        transfer: {
          isOffered: form.has('isOffered'),
          holder: rawTextOf(form, 'holder'),
          iban: rawTextOf(form, 'iban'),
          bic: textOf(form, 'bic'),
          note: textOf(form, 'note'),
          delayDays: readDays(form),
        },
        version: textOf(form, 'version'),
      },
    }),
    givesBack: ['isOffered', 'holder', 'iban', 'bic', 'note', 'delayDays', 'version'],
  }),
  changeCheque: formAction({
    document: changeManualPayments,
    variables: (form) => ({
      input: {
        cheque: {
          isOffered: form.has('isOffered'),
          payee: rawTextOf(form, 'payee'),
          address: rawTextOf(form, 'address'),
          note: textOf(form, 'note'),
          delayDays: readDays(form),
        },
        version: textOf(form, 'version'),
      },
    }),
    givesBack: ['isOffered', 'payee', 'address', 'note', 'delayDays', 'version'],
  }),
}

/** A whole number of days; the API checks its bounds. */
function readDays(form: FormData): number {
  const text = textOf(form, 'delayDays') ?? ''
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new FormError(
    [{ code: 'DURATION_INVALID', field: ['delayDays'], message: m.error_duration_invalid() }],
    400,
  )
}
