/** The reference for the catalog: a bare Apollo Server with the same products as plain objects in memory. */
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import type { Product } from './catalog-queries.ts'

const typeDefs = `
  type Money { amount: Int! currency: String! }
  type PriceRange { min: Money! max: Money! }
  type Variant { id: ID! sku: String! name: String! price: Money! availableQuantity: Int! }
  type Product { id: ID! slug: String! name: String! description: String! imageUrl: String variants: [Variant!]! priceRange: PriceRange! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type ProductConnection { nodes: [Product!]! pageInfo: PageInfo! totalCount: Int! }
  type Query { products(first: Int = 20, after: String, search: String): ProductConnection! product(slug: String!): Product }`

process.once('disconnect', () => process.exit())
process.once('message', (products) => void serve(products as Product[]))

async function serve(products: Product[]): Promise<void> {
  const bySlug = new Map(products.map((product) => [product.slug, product]))
  const resolvers = {
    Query: {
      products: (
        _: unknown,
        { first, after, search }: { first: number; after?: string; search?: string },
      ) => {
        const from = after ? Number(after) : 0
        const words = search?.split(' ') ?? []
        const found = search
          ? products.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
          : products
        return {
          nodes: found.slice(from, from + first),
          pageInfo: { hasNextPage: from + first < found.length, endCursor: String(from + first) },
          totalCount: found.length,
        }
      },
      product: (_: unknown, { slug }: { slug: string }) => bySlug.get(slug),
    },
  }
  const server = new ApolloServer({ typeDefs, resolvers, introspection: false })
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } })
  process.send?.(url.replace(/\/$/, ''))
}
