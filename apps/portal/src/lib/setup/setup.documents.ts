import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const shopReadinessQuery = graphql(
  `
    query ShopReadiness {
      ...LayoutFields
      shopReadiness {
        canSell
        takesBank
        takesCards
        steps {
          code
          isDone
          isRequired
          isSkipped
        }
      }
    }
  `,
  [layoutFields],
)
export type ShopReadiness = ResultOf<typeof shopReadinessQuery>['shopReadiness']
export type SetupStep = ShopReadiness['steps'][number]

export const businessIdentityQuery = graphql(
  `
    query BusinessIdentity {
      ...LayoutFields
      businessIdentity {
        contactEmail
        shopCountry
        version
        identity {
          legalName
          legalForm
          registrationNumber
          registry
          vatNumber
          line1
          line2
          postalCode
          city
          countryCode
          phone
          publicationDirector
          mediatorName
          mediatorUrl
        }
      }
    }
  `,
  [layoutFields],
)

export const shopAppearanceQuery = graphql(
  `
    query ShopAppearance {
      ...LayoutFields
      shopAppearance {
        name
        accentColor
        logo {
          id
          url
          width
          height
        }
        version
      }
    }
  `,
  [layoutFields],
)

export const shopKeysQuery = graphql(
  `
    query ShopKeys($first: Int!, $after: String) {
      ...LayoutFields
      shopKeys {
        key
        name
        createdAt
        expiresAt
        lastUsedAt
      }
      shopOrigins
      orderPage
      documentSettings {
        registeredOnly
        documentCount
        lastRegisteredAt
      }
      registeredDocuments(first: $first, after: $after) {
        nodes {
          id
          operations
          bytes
          registeredAt
          lastUsedAt
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
export type ShopKey = ResultOf<typeof shopKeysQuery>['shopKeys'][number]
export type RegisteredDocuments = ResultOf<typeof shopKeysQuery>['registeredDocuments']
export type DocumentSettings = ResultOf<typeof shopKeysQuery>['documentSettings']
