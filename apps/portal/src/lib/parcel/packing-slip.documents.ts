import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'
import { addressFields } from '../order/order.documents.ts'

export const packingSlipsQuery = graphql(
  `
    query PackingSlips($codes: [String!]!) {
      ...LayoutFields
      packingSlips(codes: $codes) {
        logoUrl
        sender
        slips {
          language
          order {
            code
            placedAt
            note
            isPickup
            shippingMethodName
            shippingAddress {
              ...AddressFields
            }
            shippableLines {
              productName
              variantName
              sku
              ordered
              remaining
            }
            parcels {
              id
              carrier
              trackingNumber
              lines {
                productName
                variantName
                sku
                quantity
              }
            }
          }
        }
      }
    }
  `,
  [layoutFields, addressFields],
)

type Slips = ResultOf<typeof packingSlipsQuery>['packingSlips']
export type PackingSlip = Slips['slips'][number]
/** The logo and the address of the shop. */
export type Letterhead = Pick<Slips, 'logoUrl' | 'sender'>
