import { print } from 'graphql'
import { initGraphQLTada } from 'gql.tada'
import type { TadaDocumentNode } from 'gql.tada'
import type { introspection as MerchantSchema } from './merchant-env.d.ts'
import type { introspection as StorefrontSchema } from './storefront-env.d.ts'

interface Scalars {
  ID: string
  /** RFC 3339, UTC. */
  DateTime: string
}

/** Types a document of the storefront API from services/api/schema/storefront.graphql. */
export const storefront = initGraphQLTada<{
  introspection: StorefrontSchema
  scalars: Scalars
  disableMasking: true
}>()

/** Types a document of the merchant API from services/api/schema/merchant.graphql. */
export const merchant = initGraphQLTada<{
  introspection: MerchantSchema
  scalars: Scalars
  disableMasking: true
}>()

export type { ResultOf, VariablesOf } from 'gql.tada'

/** A typed document of either API. */
export type TypedDocument<Data, Variables> = TadaDocumentNode<Data, Variables>

const texts = new WeakMap<object, string>()

/** The document as a request carries it. */
export function textOf(document: TypedDocument<unknown, never>): string {
  const known = texts.get(document)
  if (known !== undefined) return known
  const text = print(document)
  texts.set(document, text)
  return text
}
