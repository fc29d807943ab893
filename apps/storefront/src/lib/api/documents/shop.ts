import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'

export const shopQuery = graphql(`
  query Shop {
    shop {
      name
      slug
      locale
      currency
      country
      timeZone
      paymentModes
      cardBrands
      theme {
        accentColor
        logo {
          url(width: 640)
          altText
          width
          height
        }
      }
      banks {
        id
        name
      }
    }
  }
`)
export type Shop = ResultOf<typeof shopQuery>['shop']

export const enterShopMutation = graphql(`
  mutation EnterShop {
    enterShop {
      visitor {
        id
      }
    }
  }
`)
