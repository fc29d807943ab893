import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { shopKeysQuery } from '#lib/setup/setup.documents.ts'
import type { Actions, PageServerLoad } from './$types'

const PAGE_SIZE = 25

export const load: PageServerLoad = async (event) => {
  const cursors = event.url.searchParams.getAll('after')
  const { shopKeys, shopOrigins, orderPage, documentSettings, registeredDocuments, layout } =
    await queryForShopPage(event, shopKeysQuery, { first: PAGE_SIZE, after: cursors.at(-1) ?? null })
  return {
    ...layout,
    keys: shopKeys,
    origins: shopOrigins,
    orderPage,
    documentSettings,
    documents: registeredDocuments,
    cursors,
    pageSize: PAGE_SIZE,
    now: Date.now(),
  }
}

/** What the page shows once of a new key. */
const showOnce = ({ key, secret }: { key: string | null; secret: string | null }) => ({
  created: key && secret ? { key, secret } : null,
})

export const actions: Actions = {
  createShopKey: formAction({
    document: graphql(`
      mutation CreateShopKey($name: String!) {
        createShopKey(name: $name) {
          key
          secret
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ name: rawTextOf(form, 'name') }),
    onSuccess: showOnce,
    givesBack: ['name'],
  }),
  rotateShopKey: formAction({
    document: graphql(`
      mutation RotateShopKey($key: ID!, $overlapHours: Int) {
        rotateShopKey(key: $key, overlapHours: $overlapHours) {
          key
          secret
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      key: rawTextOf(form, 'key'),
      overlapHours: Number(rawTextOf(form, 'overlapHours')) || 0,
    }),
    onSuccess: showOnce,
    givesBack: ['key', 'overlapHours'],
  }),
  revokeShopKey: formAction({
    document: graphql(`
      mutation RevokeShopKey($key: ID!) {
        revokeShopKey(key: $key) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ key: rawTextOf(form, 'key') }),
    givesBack: ['key'],
  }),
  refuseUnregisteredDocuments: formAction({
    document: graphql(`
      mutation RefuseUnregisteredDocuments($refuse: Boolean!) {
        refuseUnregisteredDocuments(refuse: $refuse) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ refuse: rawTextOf(form, 'refuse') === 'true' }),
  }),
  addShopOrigin: formAction({
    document: graphql(`
      mutation AddShopOrigin($origin: String!) {
        addShopOrigin(origin: $origin) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ origin: rawTextOf(form, 'origin') }),
    givesBack: ['origin'],
  }),
  removeShopOrigin: formAction({
    document: graphql(`
      mutation RemoveShopOrigin($origin: String!) {
        removeShopOrigin(origin: $origin) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ origin: rawTextOf(form, 'removed') }),
    givesBack: ['removed'],
  }),
}
