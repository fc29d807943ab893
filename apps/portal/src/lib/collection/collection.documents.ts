import type { ResultOf } from 'gql.tada'
import { graphql } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const collectionsQuery = graphql(
  `
    query Collections {
      ...LayoutFields
      collections {
        id
        name
        parentId
        kind
        visibleProductCount
        image {
          url
          width
          height
        }
      }
    }
  `,
  [layoutFields],
)

const collectionFields = graphql(`
  fragment CollectionFields on MerchantCollection {
    id
    slug
    name
    parentId
    descriptionHtml
    seoTitle
    seoDescription
    kind
    match
    sort
    version
    visibleProductCount
    rules {
      condition
      text
      number
    }
    image {
      id
      url
      width
      height
    }
    chosenProducts {
      id
      name
    }
  }
`)
export type EditedCollection = ResultOf<typeof collectionFields>

export const collectionQuery = graphql(
  `
    query Collection($id: ID!, $isNew: Boolean!) {
      ...LayoutFields
      collections {
        id
        name
        parentId
      }
      collection(id: $id) @skip(if: $isNew) {
        ...CollectionFields
      }
    }
  `,
  [layoutFields, collectionFields],
)

export const findProductsQuery = graphql(`
  query FindProductsForCollection($search: String!) {
    products(filter: { search: $search }, first: 10) {
      nodes {
        id
        name
      }
    }
  }
`)
