import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object = {}) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

/** Cases for the delivery settings of a shop. */
export const shippingCases: Record<string, MerchantCase> = {
  'Query.shippingSettings': {
    document: '{ shippingSettings { zones { name } pickupPoints { name } } }',
    atLeast: 'MANAGER',
    foreign: { zones: [{ name: 'Everywhere' }], pickupPoints: [] },
  },
  // Takes no ids, so it can only try the zones of the member's own shop.
  'Query.testShipping': {
    document: '{ testShipping(countryCode: "FR", weightGrams: 1, value: 1) { zoneName } }',
    atLeast: 'MANAGER',
    foreign: { zoneName: 'Everywhere' },
  },
  'Mutation.saveShippingZone': {
    document: `mutation ($id: ID!) { saveShippingZone(input: { id: $id, name: "Zone", countries: [] }) {
      zone { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.shippingZoneId }),
    foreign: notFound({ zone: null }),
  },
  'Mutation.saveShippingMethod': {
    document: `mutation ($id: ID!, $zoneId: ID!) {
      saveShippingMethod(input: { id: $id, zoneId: $zoneId, name: "Method", kind: FLAT, price: 1 }) {
        method { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.shippingMethodId, zoneId: shop.shippingZoneId }),
    foreign: { method: null, userErrors: [{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }] },
  },
  'Mutation.sortShippingMethods': {
    document: `mutation ($ids: [ID!]!, $zoneId: ID!) {
      sortShippingMethods(zoneId: $zoneId, ids: $ids) { methods { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ ids: [shop.shippingMethodId], zoneId: shop.shippingZoneId }),
    foreign: notFound({ methods: null }),
  },
  'Mutation.removeShippingMethod': {
    document: 'mutation ($id: ID!) { removeShippingMethod(id: $id) { userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.shippingMethodId }),
    foreign: notFound(),
  },
  'Mutation.removeShippingZone': {
    document: 'mutation ($id: ID!) { removeShippingZone(id: $id) { userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.shippingZoneId }),
    foreign: notFound(),
  },
}
