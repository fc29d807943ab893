import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const homeQuery = graphql(
  `
    query Home($days: Int!) {
      ...LayoutFields
      shopOverviews(days: $days) {
        role
        shop {
          slug
          name
          status
          locale
        }
        openTasks {
          kind
          count
        }
        nextSetupStep
        sales {
          day
          orderCount
          total {
            amount
            currency
          }
        }
      }
    }
  `,
  [layoutFields],
)

export type ShopOverview = ResultOf<typeof homeQuery>['shopOverviews'][number]
export type OpenTask = ShopOverview['openTasks'][number]
export type DailySales = NonNullable<ShopOverview['sales']>[number]
