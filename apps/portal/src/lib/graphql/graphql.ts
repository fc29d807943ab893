import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './graphql-env.d.ts'

/** Infers the types of a merchant API document from the committed schema, which `npm run generate` updates. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  disableMasking: true
  scalars: { DateTime: string; LocalDate: string }
}>()

type Types = introspection['types']

/** The values of an enum of the merchant API. */
export type EnumValue<Name extends keyof Types> = Types[Name] extends { enumValues: infer Value }
  ? Value
  : never

export type { ResultOf, TadaDocumentNode, VariablesOf } from 'gql.tada'
