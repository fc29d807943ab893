import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { collectionQuery } from '#lib/collection/collection.documents.ts'
import { parentChoices } from '#lib/collection/parent-choices.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'
import { readCollection } from './collection-input.ts'

export const load: PageServerLoad = async (event) => {
  const { id } = event.params
  const isNew = id === 'new'
  const {
    collection = null,
    collections,
    layout,
  } = await queryForShopPage(event, collectionQuery, { id, isNew })
  if (!isNew && !collection) error(404, 'Collection not found', { code: 'NOT_FOUND' })
  return { ...layout, collection, parents: parentChoices(collections, collection?.id ?? null) }
}

const typedFields = ['name', 'slug', 'descriptionHtml']

const listPath = ({ params }: RequestEvent) => `/${params['shop']}/collections`

export const actions: Actions = {
  createCollection: formAction({
    document: graphql(`
      mutation CreateCollection($input: CollectionInput!) {
        createCollection(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ input: readCollection(form) }),
    givesBack: typedFields,
    onSuccess: (_payload, event) => redirect(303, listPath(event)),
  }),
  changeCollection: formAction({
    document: graphql(`
      mutation ChangeCollection($input: ChangeCollectionInput!) {
        changeCollection(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({
      input: { id: params['id'] ?? '', version: textOf(form, 'version'), collection: readCollection(form) },
    }),
    givesBack: [...typedFields, 'version'],
  }),
  deleteCollection: formAction({
    document: graphql(`
      mutation DeleteCollection($id: ID!) {
        deleteCollection(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ id: params['id'] ?? '' }),
    onSuccess: (_payload, event) => redirect(303, listPath(event)),
  }),
}
