import type { MerchantCase } from './merchant-cases.ts'

/** Cases for invoices. */
export const invoiceCases: Record<string, MerchantCase> = {
  'Query.invoices': {
    document: 'query ($after: String) { invoices(after: $after) { nodes { number } } }',
    atLeast: 'VIEWER',
    variables: ({ invoiceId }) => ({ after: Buffer.from(invoiceId).toString('base64url') }),
    foreign: 'BAD_USER_INPUT',
  },
  'Query.blockedInvoices': {
    document: '{ blockedInvoices { orderCode } }',
    atLeast: 'VIEWER',
    foreign: [],
  },
  'Query.dailyTaxTotals': {
    document: '{ dailyTaxTotals(since: "2020-01-01", until: "2020-01-02") { day } }',
    atLeast: 'VIEWER',
    foreign: [],
  },
  'Query.invoiceSettings': {
    document: '{ invoiceSettings { version } }',
    atLeast: 'VIEWER',
    foreign: { version: 'initial' },
  },
  'Mutation.changeInvoiceSettings': {
    document: `mutation ($input: ChangeInvoiceSettingsInput!) {
      changeInvoiceSettings(input: $input) { settings { invoicePrefix } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ invoiceId: version }) => ({
      input: {
        issuedAt: 'SHIPMENT',
        invoicePrefix: 'FA',
        creditNotePrefix: 'AV',
        vatOnDebits: false,
        version,
      },
    }),
    foreign: { settings: null, userErrors: [{ code: 'SETTINGS_CHANGED_MEANWHILE' }] },
  },
}
