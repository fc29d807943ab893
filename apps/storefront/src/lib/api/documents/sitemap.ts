import { graphql } from '#lib/api/schema.ts'

/** A page may have 100 products. */
export const sitemapProductsQuery = graphql(`
  query SitemapProducts($after: String) {
    products(first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        slug
        updatedAt
      }
    }
  }
`)

export const sitemapPagesQuery = graphql(`
  query SitemapPages {
    collections {
      slug
    }
  }
`)
