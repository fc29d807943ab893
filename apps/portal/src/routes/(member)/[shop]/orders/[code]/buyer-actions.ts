import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { FormError, rawTextOf } from '#lib/server/form-data.ts'
import type { RequestEvent } from './$types'

/** The actions of the order page for what a shop stores about a buyer. */
export const buyerActions = {
  exportBuyerData: formAction({
    document: graphql(`
      mutation ExportBuyerData($orderCode: String!, $part: Int!) {
        exportBuyerData(orderCode: $orderCode, part: $part) {
          data
          nextPart
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form: FormData, { params, request }: RequestEvent) => {
      // The file is made by a script; without, the response would be a page.
      if (request.headers.get('accept')?.includes('text/html'))
        throw new FormError([{ code: 'SCRIPT_NEEDED', field: null, message: m.error_script_needed() }], 400)
      return { orderCode: params.code, part: Number(rawTextOf(form, 'part')) || 1 }
    },
    onSuccess: ({ data, nextPart }) => ({ data, nextPart }),
  }),
  eraseBuyerData: formAction({
    document: graphql(`
      mutation EraseBuyerData($orderCode: String!) {
        eraseBuyerData(orderCode: $orderCode) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form: FormData, { params }: RequestEvent) => ({ orderCode: params.code }),
  }),
}
