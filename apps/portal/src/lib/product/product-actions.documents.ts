import { graphql } from '../graphql/graphql.ts'

export const duplicateProductMutation = graphql(`
  mutation DuplicateProduct($id: ID!) {
    duplicateProduct(id: $id) {
      product {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const setProductStatusMutation = graphql(`
  mutation SetProductStatus($ids: [ID!]!, $status: ProductStatus!) {
    setProductStatus(ids: $ids, status: $status) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const deleteProductsMutation = graphql(`
  mutation DeleteProducts($ids: [ID!]!) {
    deleteProducts(ids: $ids) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)
