import { error } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import {
  productImportQuery,
  type FileFormat,
  type ImportField,
} from '#lib/product-import/product-import.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const { productImport, layout } = await queryForShopPage(event, productImportQuery, { id: event.params.id })
  if (!productImport) error(404, { message: 'Import not found', code: 'NOT_FOUND' })
  return { ...layout, productImport }
}

/** `field-0`, `field-1`, … are the fields of the columns, in any order. */
function fieldsOf(form: FormData): (ImportField | null)[] {
  const count = [...form.keys()].filter((name) => name.startsWith('field-')).length
  return Array.from(
    { length: count },
    (_, index) => (rawTextOf(form, `field-${index}`) || null) as ImportField | null,
  )
}

export const actions: Actions = {
  mapProductImport: formAction({
    document: graphql(`
      mutation MapProductImport($input: MapProductImportInput!) {
        mapProductImport(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event: RequestEvent) => ({
      input: {
        id: event.params.id,
        format: rawTextOf(form, 'format') as FileFormat,
        fields: fieldsOf(form),
        site: rawTextOf(form, 'site') || null,
      },
    }),
  }),
  applyProductImport: formAction({
    document: graphql(`
      mutation ApplyProductImport($id: ID!) {
        applyProductImport(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, event: RequestEvent) => ({ id: event.params.id }),
  }),
  undoProductImport: formAction({
    document: graphql(`
      mutation UndoProductImport($id: ID!) {
        undoProductImport(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, event: RequestEvent) => ({ id: event.params.id }),
  }),
}
