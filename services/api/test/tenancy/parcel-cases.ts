import { CARRIERS } from '../../src/fulfillment/carriers.ts'
import type { MerchantCase } from './merchant-cases.ts'

const refused = { order: null, userErrors: [{ code: 'NOT_FOUND' }] }

/** A case for a mutation that takes nothing but the id of a parcel. */
const ofParcel = (name: string): MerchantCase => ({
  document: `mutation ($parcelId: ID!) { ${name}(parcelId: $parcelId) { order { id } userErrors { code } } }`,
  atLeast: 'FULFILLMENT',
  variables: ({ parcelId }) => ({ parcelId }),
  foreign: refused,
})

/** Cases for parcels. */
export const parcelCases: Record<string, MerchantCase> = {
  // Takes no ids, and their shop has sent nothing with a carrier.
  'Query.carriers': {
    document: '{ carriers { lastUsedAt } }',
    atLeast: 'VIEWER',
    foreign: CARRIERS.map(() => ({ lastUsedAt: null })),
  },
  'Query.packingSlips': {
    document: 'query ($codes: [String!]!) { packingSlips(codes: $codes) { slips { language } } }',
    atLeast: 'VIEWER',
    variables: ({ paid, pending }) => ({ codes: [paid.code, pending.code] }),
    foreign: { slips: [] },
  },
  'Mutation.markShipped': {
    document:
      'mutation ($code: String!) { markShipped(orderCode: $code) { order { id } userErrors { code } } }',
    atLeast: 'FULFILLMENT',
    variables: ({ paid }) => ({ code: paid.code }),
    foreign: refused,
  },
  'Mutation.shipParcel': {
    document: `mutation ($code: String!, $lineId: ID!) {
      shipParcel(orderCode: $code, lines: [{ lineId: $lineId, quantity: 1 }]) { order { id } userErrors { code } } }`,
    atLeast: 'FULFILLMENT',
    variables: ({ paid }) => ({ code: paid.code, lineId: paid.lineIds[0] }),
    foreign: refused,
  },
  'Mutation.shipOrders': {
    document:
      'mutation ($codes: [String!]!) { shipOrders(orderCodes: $codes) { results { order { id } userErrors { code } } } }',
    atLeast: 'FULFILLMENT',
    variables: ({ paid }) => ({ codes: [paid.code] }),
    foreign: { results: [refused] },
  },
  'Mutation.markReadyForPickup': {
    document:
      'mutation ($code: String!) { markReadyForPickup(orderCode: $code) { order { id } userErrors { code } } }',
    atLeast: 'FULFILLMENT',
    variables: ({ paid }) => ({ code: paid.code }),
    foreign: refused,
  },
  'Mutation.changeParcel': ofParcel('changeParcel'),
  'Mutation.markParcelDelivered': ofParcel('markParcelDelivered'),
  'Mutation.undoDelivery': ofParcel('undoDelivery'),
  'Mutation.undoParcel': ofParcel('undoParcel'),
}
