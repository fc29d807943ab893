import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import type { RequestEvent } from './$types'

/** The form actions of the notes on an order. */
export const noteActions = {
  addNote: formAction({
    document: graphql(`
      mutation AddOrderNote($orderCode: String!, $text: String!) {
        addOrderNote(orderCode: $orderCode, text: $text) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }: RequestEvent) => ({
      orderCode: params.code,
      text: rawTextOf(form, 'text'),
    }),
    givesBack: ['text'],
  }),
  removeNote: formAction({
    document: graphql(`
      mutation RemoveOrderNote($noteId: ID!) {
        removeOrderNote(noteId: $noteId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form: FormData, _event: RequestEvent) => ({ noteId: rawTextOf(form, 'noteId') }),
    givesBack: ['noteId'],
  }),
}
