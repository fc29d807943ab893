import { buildSchema, type GraphQLSchema } from 'graphql'

/** The schemas that the Explorer shows, with a first request. */
export const SCHEMAS = {
  storefront: {
    title: 'Storefront API',
    example: `{
  shop { name currency country }
  products(first: 3) {
    nodes { name priceRange { min { amount currency } } }
  }
}`,
  },
  merchant: {
    title: 'Merchant API',
    example: `{
  viewer { email }
  orders(first: 3) {
    nodes { code status }
  }
}`,
  },
}

export type SchemaName = keyof typeof SCHEMAS

/** The schema, from a file of this site. @throws Error if it cannot be loaded */
export async function loadSchema(name: SchemaName): Promise<GraphQLSchema> {
  const response = await fetch(`/schema/${name}.graphql`)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return buildSchema(await response.text(), { assumeValid: true })
}
