import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

/** Cases for collections. The deletion comes last, because the other cases need the collection. */
export const collectionCases: Record<string, MerchantCase> = {
  'Query.collections': {
    document: '{ collections { chosenProducts { name } } }',
    atLeast: 'VIEWER',
    foreign: [{ chosenProducts: ['1', '2', '3'].map((number) => ({ name: `Product ${number}` })) }],
  },
  'Query.collection': {
    document: 'query ($id: ID!) { collection(id: $id) { id } }',
    atLeast: 'VIEWER',
    variables: ({ collection }) => ({ id: collection.id }),
    foreign: null,
  },
  'Mutation.createCollection': {
    document: `mutation ($product: ID!) {
      createCollection(input: { name: "New", productIds: [$product] }) { collection { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ collection }) => ({ product: collection.id }),
    foreign: notFound({ collection: null }),
  },
  'Mutation.changeCollection': {
    document: `mutation ($id: ID!) {
      changeCollection(input: { id: $id, collection: { name: "New" } }) { collection { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ collection }) => ({ id: collection.id }),
    foreign: notFound({ collection: null }),
  },
  'Mutation.sortCollections': {
    document:
      'mutation ($id: ID!) { sortCollections(ids: [$id]) { collections { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ collection }) => ({ id: collection.id }),
    foreign: notFound({ collections: null }),
  },
  'Mutation.deleteCollection': {
    document: 'mutation ($id: ID!) { deleteCollection(id: $id) { userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ collection }) => ({ id: collection.id }),
    foreign: notFound({}),
  },
}
