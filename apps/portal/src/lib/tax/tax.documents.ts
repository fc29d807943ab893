import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const taxSettingsQuery = graphql(
  `
    query TaxSettings {
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
        vatChecks {
          id
          number
          checkedOn
          reference
        }
        version
      }
    }
  `,
  [layoutFields],
)

export type TaxSettings = ResultOf<typeof taxSettingsQuery>['taxSettings']
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
