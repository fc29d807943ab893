import { graphql } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const cardEntryQuery = graphql(
  `
    query CardEntry($code: String!) {
      ...LayoutFields
      order(code: $code) {
        code
        status
        channel
        paymentMethods
        cardEntryUrl
        total {
          amount
          currency
        }
        billingAddress {
          firstName
          lastName
        }
      }
    }
  `,
  [layoutFields],
)
