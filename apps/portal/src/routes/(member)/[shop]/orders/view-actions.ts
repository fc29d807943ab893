import { graphql } from '#lib/graphql/graphql.ts'
import { readOrderFilter, viewFilterOf } from '#lib/order/order-filter.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'

/** A filter that the page itself would write, whatever was sent. */
const filterOf = (form: FormData): string =>
  viewFilterOf(readOrderFilter(new URLSearchParams(rawTextOf(form, 'filter'))))

/** The form actions of the views of the order list. */
export const viewActions = {
  createView: formAction({
    document: graphql(`
      mutation CreateOrderView($input: OrderViewInput!) {
        createOrderView(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      input: {
        name: rawTextOf(form, 'name'),
        filter: filterOf(form),
        isShared: form.has('isShared'),
      },
    }),
    givesBack: ['name'],
  }),
  changeView: formAction({
    document: graphql(`
      mutation ChangeOrderView($id: ID!, $input: ChangeOrderViewInput!) {
        changeOrderView(id: $id, input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    // Without a name, only the filter of the view is replaced.
    variables: (form) => ({
      id: rawTextOf(form, 'viewId'),
      input: form.has('name')
        ? { name: rawTextOf(form, 'name'), filter: filterOf(form), isShared: form.has('isShared') }
        : { filter: filterOf(form) },
    }),
    givesBack: ['name', 'viewId'],
  }),
  deleteView: formAction({
    document: graphql(`
      mutation DeleteOrderView($id: ID!) {
        deleteOrderView(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ id: rawTextOf(form, 'viewId') }),
  }),
}
