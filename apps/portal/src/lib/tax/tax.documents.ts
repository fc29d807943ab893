import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const taxSettingsQuery = graphql(
  `
    query TaxSettings($first: Int!, $after: String) {
      ...LayoutFields
      taxSettings {
        territory
        territories
        isSmallBusiness
        isInUnion
        ossSince
        priceMode
        hasKnownRates
        rates {
          category
          basisPoints
          isUnsure
        }
        unsureElsewhere {
          category
          territories
        }
        ownRates {
          category
          basisPoints
        }
        distanceSales {
          thisYear {
            amount
            currency
          }
          lastYear {
            amount
            currency
          }
          threshold {
            amount
            currency
          }
        }
        version
      }
      vatChecks(first: $first, after: $after) {
        nodes {
          id
          number
          checkedOn
          reference
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [layoutFields],
)

export type TaxSettings = ResultOf<typeof taxSettingsQuery>['taxSettings']
export type VatChecks = ResultOf<typeof taxSettingsQuery>['vatChecks']
export type TaxCategory = TaxSettings['rates'][number]['category']

export const changeTaxSettingsMutation = graphql(`
  mutation ChangeTaxSettings($input: ChangeTaxSettingsInput!) {
    changeTaxSettings(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const recordVatCheckMutation = graphql(`
  mutation RecordVatCheck($input: RecordVatCheckInput!) {
    recordVatCheck(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const removeVatCheckMutation = graphql(`
  mutation RemoveVatCheck($id: ID!) {
    removeVatCheck(id: $id) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)
