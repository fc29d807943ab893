import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const invoicesQuery = graphql(
  `
    query Invoices($filter: InvoiceFilterInput!, $first: Int!, $after: String) {
      ...LayoutFields
      invoices(filter: $filter, first: $first, after: $after) {
        nodes {
          id
          kind
          number
          issuedAt
          orderCode
          buyer
          total {
            amount
            currency
          }
          taxTotal {
            amount
            currency
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
      blockedInvoices {
        orderCode
        wait
      }
    }
  `,
  [layoutFields],
)

export type ListedInvoice = ResultOf<typeof invoicesQuery>['invoices']['nodes'][number]
export type BlockedInvoice = ResultOf<typeof invoicesQuery>['blockedInvoices'][number]
export type InvoiceKind = ListedInvoice['kind']
export type InvoiceWait = BlockedInvoice['wait']

export const dailyTaxTotalsQuery = graphql(
  `
    query DailyTaxTotals($since: LocalDate!, $until: LocalDate!) {
      ...LayoutFields
      dailyTaxTotals(since: $since, until: $until) {
        day
        taxBasisPoints
        base {
          amount
          currency
        }
        tax {
          amount
          currency
        }
        invoiceCount
        creditNoteCount
      }
    }
  `,
  [layoutFields],
)

export const invoiceSettingsQuery = graphql(
  `
    query InvoiceSettings {
      ...LayoutFields
      invoiceSettings {
        issuedAt
        invoicePrefix
        creditNotePrefix
        vatOnDebits
        version
      }
    }
  `,
  [layoutFields],
)

export const changeInvoiceSettingsMutation = graphql(`
  mutation ChangeInvoiceSettings($input: ChangeInvoiceSettingsInput!) {
    changeInvoiceSettings(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)
