import type { MerchantCase } from './merchant-cases.ts'

const refused = { order: null, userErrors: [{ code: 'NOT_FOUND' }] }

/** Cases for the list of orders, and for what members write about an order. */
export const orderCases: Record<string, MerchantCase> = {
  'Query.orders': {
    document: 'query ($after: String) { orders(after: $after) { nodes { id } } }',
    atLeast: 'VIEWER',
    variables: ({ pending }) => ({ after: Buffer.from(pending.id).toString('base64url') }),
    foreign: 'BAD_USER_INPUT',
  },
  'Query.orderCount': { document: '{ orderCount }', atLeast: 'VIEWER', foreign: 3 },
  'Query.orderFilterChoices': {
    document: '{ orderFilterChoices { banks { name } countries } }',
    atLeast: 'VIEWER',
    foreign: { banks: [{ name: 'Banque' }], countries: ['FR'] },
  },
  'Query.order': {
    document: 'query ($code: String!) { order(code: $code) { id notes { text } otherOrders { count } } }',
    atLeast: 'VIEWER',
    variables: ({ pending }) => ({ code: pending.code }),
    foreign: null,
  },
  'Query.orderChanges': {
    document: '{ orderChanges(since: "2020-01-01T00:00:00Z") { newOrders } }',
    atLeast: 'VIEWER',
    foreign: { newOrders: 3 },
  },
  'Query.orderViews': {
    document: '{ orderViews { name } }',
    atLeast: 'VIEWER',
    foreign: [{ name: 'Today' }],
  },
  'Mutation.createOrderView': {
    document: `mutation { createOrderView(input: { name: "", filter: "", isShared: false }) { view { id } userErrors { code } } }`,
    atLeast: 'VIEWER',
    foreign: { view: null, userErrors: [{ code: 'REQUIRED' }] },
  },
  'Mutation.changeOrderView': {
    document: `mutation ($id: ID!) {
      changeOrderView(id: $id, input: { name: "New", filter: "", isShared: false }) { view { id } userErrors { code } } }`,
    atLeast: 'VIEWER',
    variables: ({ viewId }) => ({ id: viewId }),
    foreign: { view: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.deleteOrderView': {
    document: 'mutation ($id: ID!) { deleteOrderView(id: $id) { userErrors { code } } }',
    atLeast: 'VIEWER',
    variables: ({ viewId }) => ({ id: viewId }),
    foreign: { userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.addOrderNote': {
    document: `mutation ($code: String!) { addOrderNote(orderCode: $code, text: "Call") { order { id } userErrors { code } } }`,
    atLeast: 'FULFILLMENT',
    variables: ({ paid }) => ({ code: paid.code }),
    foreign: refused,
  },
  'Mutation.removeOrderNote': {
    document:
      'mutation ($noteId: ID!) { removeOrderNote(noteId: $noteId) { order { id } userErrors { code } } }',
    atLeast: 'FULFILLMENT',
    variables: ({ noteId }) => ({ noteId }),
    foreign: refused,
  },
}
