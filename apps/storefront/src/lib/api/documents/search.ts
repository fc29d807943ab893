import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment } from './fragments.ts'

export const suggestionsQuery = graphql(
  `
    query Suggestions($query: String!, $first: Int!) {
      suggestions(query: $query, first: $first) {
        queries
        collections {
          slug
          name
          breadcrumbs {
            name
          }
        }
        products {
          slug
          name
          image {
            url(width: 320)
          }
          priceRange {
            min {
              ...MoneyFields
            }
            max {
              ...MoneyFields
            }
          }
        }
      }
    }
  `,
  [moneyFragment],
)
export type Suggestions = ResultOf<typeof suggestionsQuery>['suggestions']
