import { expect } from 'vitest'
import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

const identity = {
  legalName: 'Chez Ève',
  registrationNumber: '732829320',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
  phone: '+33 1 23 45 67 89',
}

/** Cases for the shop itself: who sells, its look, its set-up, its keys and websites. */
export const shopCases: Record<string, MerchantCase> = {
  'Query.shopSettings': {
    document: '{ shopSettings { cardPageUrl orderDelaySeconds } }',
    atLeast: 'OWNER',
    foreign: { cardPageUrl: null, orderDelaySeconds: 604_800 },
  },
  'Mutation.changeShopSettings': {
    document: `mutation ($input: ChangeShopSettingsInput!) {
      changeShopSettings(input: $input) { settings { cardPageUrl } userErrors { code } } }`,
    atLeast: 'OWNER',
    // A page of another shop: an owner must not send buyers there.
    variables: ({ shop }) => ({
      input: {
        orderDelaySeconds: 604_800,
        bankDelaySeconds: 7200,
        keptRetentionSeconds: 604_800,
        orderPageUrl: `${shop.origin}/order`,
      },
    }),
    foreign: { settings: null, userErrors: [{ code: 'PAGE_NOT_OF_SHOP' }] },
  },
  'Query.businessIdentity': {
    document: '{ businessIdentity { identity { legalName } } }',
    atLeast: 'OWNER',
    foreign: { identity: null },
  },
  'Query.shopAppearance': {
    document: '{ shopAppearance { accentColor } }',
    atLeast: 'OWNER',
    foreign: { accentColor: null },
  },
  'Query.shopReadiness': {
    document: '{ shopReadiness { canSell } }',
    atLeast: 'VIEWER',
    foreign: { canSell: true },
  },
  'Query.shopKeys': {
    document: '{ shopKeys { name } }',
    atLeast: 'OWNER',
    foreign: [{ name: '' }],
  },
  'Query.documentSettings': {
    document: '{ documentSettings { documentCount } }',
    atLeast: 'OWNER',
    // The document of the other shop does not count.
    foreign: { documentCount: 1 },
  },
  'Query.registeredDocuments': {
    document: '{ registeredDocuments { totalCount nodes { operations } } }',
    atLeast: 'OWNER',
    // The document of the other shop is not listed.
    foreign: { totalCount: 1, nodes: [{ operations: [] }] },
  },
  'Mutation.refuseUnregisteredDocuments': {
    document: `mutation { refuseUnregisteredDocuments(refuse: false) { settings { documentCount } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { settings: { documentCount: 1 }, userErrors: [] },
  },
  'Query.shopOrigins': { document: '{ shopOrigins }', atLeast: 'OWNER', foreign: expect.any(Array) },
  'Query.orderPage': {
    document: '{ orderPage }',
    atLeast: 'OWNER',
    foreign: expect.stringMatching(/\/order$/),
  },
  // A version of another shop is that of other settings.
  'Mutation.changeBusinessIdentity': {
    document: `mutation ($input: ChangeBusinessIdentityInput!) {
      changeBusinessIdentity(input: $input) { business { contactEmail } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ shop }) => ({
      input: { identity, contactEmail: 'eve@shop.test', version: shop.id },
    }),
    foreign: { business: null, userErrors: [{ code: 'SETTINGS_CHANGED_MEANWHILE' }] },
  },
  'Mutation.changeShopAppearance': {
    document: `mutation ($input: ChangeShopAppearanceInput!) {
      changeShopAppearance(input: $input) { appearance { name } userErrors { code } } }`,
    atLeast: 'OWNER',
    // A picture of another shop.
    variables: ({ logoId }) => ({ input: { name: 'Chez Ève', logoId } }),
    foreign: { appearance: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.skipSetupStep': {
    document: `mutation { skipSetupStep(step: PRODUCT, skipped: false) { readiness { canSell } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { readiness: { canSell: true }, userErrors: [] },
  },
  'Mutation.setCardsAccepted': {
    document: `mutation { setCardsAccepted(accepted: true) { readiness { takesCards } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { readiness: { takesCards: true }, userErrors: [] },
  },
  'Mutation.createShopKey': {
    document: `mutation { createShopKey(name: "${'x'.repeat(61)}") { key userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { key: null, userErrors: [{ code: 'TEXT_TOO_LONG' }] },
  },
  'Mutation.rotateShopKey': {
    document: `mutation ($key: ID!) { rotateShopKey(key: $key) { key userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ shop }) => ({ key: shop.key }),
    foreign: notFound({ key: null }),
  },
  'Mutation.revokeShopKey': {
    document: `mutation ($key: ID!) { revokeShopKey(key: $key) { keys { key } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ shop }) => ({ key: shop.key }),
    foreign: notFound({ keys: null }),
  },
  'Mutation.addShopOrigin': {
    document: `mutation { addShopOrigin(origin: "ftp://elsewhere.test") { origins userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { origins: null, userErrors: [{ code: 'ORIGIN_INVALID' }] },
  },
  'Mutation.removeShopOrigin': {
    document: `mutation ($origin: String!) { removeShopOrigin(origin: $origin) { origins userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ shop }) => ({ origin: shop.origin }),
    foreign: notFound({ origins: null }),
  },
}
