import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

const shippingMethodFields = graphql(`
  fragment ShippingMethodFields on MerchantShippingMethod {
    id
    name
    description
    kind
    price {
      amount
      currency
    }
    tiers {
      upTo
      price {
        amount
        currency
      }
    }
    freeFrom {
      amount
      currency
    }
    pickupAddress
    openingHours
    enabled
    version
  }
`)

const shippingSettingsFields = graphql(
  `
    fragment ShippingSettingsFields on ShippingSettings {
      zones {
        id
        name
        countries
        postalPrefixes
        version
        methods {
          ...ShippingMethodFields
        }
      }
      pickupPoints {
        ...ShippingMethodFields
      }
      variantsWithoutWeight
      countryCodes
      memberStateCodes
      overseasDepartmentCodes
    }
  `,
  [shippingMethodFields],
)

/** The delivery settings; with `isTest` also what a parcel would cost. */
export const shippingSettingsQuery = graphql(
  `
    query ShippingSettings(
      $isTest: Boolean!
      $countryCode: String!
      $postalCode: String
      $weightGrams: Int!
      $value: Int!
    ) {
      ...LayoutFields
      shippingSettings {
        ...ShippingSettingsFields
      }
      testShipping(
        countryCode: $countryCode
        postalCode: $postalCode
        weightGrams: $weightGrams
        value: $value
      ) @include(if: $isTest) {
        zoneName
        methods {
          ...ShippingMethodFields
        }
      }
    }
  `,
  [layoutFields, shippingSettingsFields, shippingMethodFields],
)

export type ShippingMethod = ResultOf<typeof shippingMethodFields>
export type ShippingSettings = ResultOf<typeof shippingSettingsFields>
export type ShippingZone = ShippingSettings['zones'][number]
export type ShippingKind = ShippingMethod['kind']

/** The variables for the settings alone. */
export const WITHOUT_TEST = { isTest: false, countryCode: '', weightGrams: 0, value: 0 }
