import { graphql, type EnumValue, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const withdrawalFields = graphql(`
  fragment WithdrawalFields on MerchantWithdrawal {
    id
    orderCode
    withdrawnAt
    refundDueAt
    returnedAt
    status
    closeReason
    name
    lines {
      lineId
      productName
      variantName
      quantity
      refundedQuantity
    }
  }
`)

export const withdrawalsQuery = graphql(
  `
    query Withdrawals($open: Boolean, $first: Int!, $after: String) {
      ...LayoutFields
      withdrawals(open: $open, first: $first, after: $after) {
        nodes {
          ...WithdrawalFields
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [layoutFields, withdrawalFields],
)

/** What a buyer withdrew from. */
export type Withdrawal = ResultOf<typeof withdrawalFields>
export type WithdrawalStatus = EnumValue<'WithdrawalStatus'>
