import { changeInvoiceSettingsMutation, invoiceSettingsQuery } from '#lib/invoice/invoice.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { invoiceSettings, layout } = await queryForShopPage(event, invoiceSettingsQuery, {})
  return { ...layout, settings: invoiceSettings }
}

export const actions: Actions = {
  changeInvoiceSettings: formAction({
    document: changeInvoiceSettingsMutation,
    variables: (form) => ({
      input: {
        issuedAt: form.get('issuedAt') === 'SHIPMENT' ? ('SHIPMENT' as const) : ('PAYMENT' as const),
        invoicePrefix: rawTextOf(form, 'invoicePrefix'),
        creditNotePrefix: rawTextOf(form, 'creditNotePrefix'),
        vatOnDebits: form.has('vatOnDebits'),
        version: textOf(form, 'version'),
      },
    }),
    givesBack: ['issuedAt', 'invoicePrefix', 'creditNotePrefix', 'vatOnDebits', 'version'],
  }),
}
