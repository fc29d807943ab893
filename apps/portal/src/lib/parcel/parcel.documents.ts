import { graphql, type ResultOf } from '../graphql/graphql.ts'

/** What the order page shows of an order's parcels, and what is left to ship. */
export const orderParcelFields = graphql(`
  fragment OrderParcelFields on MerchantOrder {
    isPartlyShipped
    hasNothingToShip
    isPickup
    shippableLines {
      id
      productName
      variantName
      sku
      ordered
      remaining
    }
    parcels {
      id
      version
      carrier
      trackingNumber
      trackingUrl
      pickupAddress
      openingHours
      shippedAt
      shippedBy
      deliveredAt
      lines {
        productName
        variantName
        sku
        quantity
      }
    }
  }
`)

export const carrierFields = graphql(`
  fragment CarrierFields on Query {
    carriers {
      name
      trackingUrl
      lastUsedAt
    }
  }
`)

export type OrderParcels = ResultOf<typeof orderParcelFields>
export type Parcel = OrderParcels['parcels'][number]
export type ShippableLine = OrderParcels['shippableLines'][number]
export type Carrier = ResultOf<typeof carrierFields>['carriers'][number]
