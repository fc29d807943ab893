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
      returnPolicy {
        days
      }
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

/** Who sells, for search engines. */
export const shopIdentityQuery = graphql(`
  query ShopIdentity {
    shop {
      contactEmail
      business {
        legalName
        line1
        line2
        postalCode
        city
        countryCode
        phone
        vatNumber
      }
    }
  }
`)
export type ShopIdentity = ResultOf<typeof shopIdentityQuery>['shop']

export const enterShopMutation = graphql(`
  mutation EnterShop {
    enterShop {
      visitor {
        id
      }
    }
  }
`)
