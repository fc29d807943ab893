import { readFileSync } from 'node:fs'
import { buildASTSchema, GraphQLSchema, isEnumType, Kind, parse } from 'graphql'
import type { DefinitionNode, GraphQLNamedType, TypeDefinitionNode } from 'graphql'

export type ApiName = 'storefront' | 'merchant'

const textOf = (api: ApiName): string =>
  readFileSync(new URL(`../../services/api/schema/contract/${api}.graphql`, import.meta.url), 'utf8')

const texts = { storefront: textOf('storefront'), merchant: textOf('merchant') }

/** The schema that the contract promises, built only from its SDL. */
export const contractSchemas: Record<ApiName, GraphQLSchema> = {
  storefront: buildASTSchema(parse(texts.storefront)),
  merchant: merchantSchema(),
}

function nameOf(node: DefinitionNode): string {
  return (node as TypeDefinitionNode).name.value
}

/** merchant.graphql with the types that it shares with storefront.graphql. */
function merchantSchema(): GraphQLSchema {
  const own = parse(texts.merchant).definitions
  const ownNames = new Set(own.map(nameOf))
  const shared = parse(texts.storefront).definitions.filter(
    (node) => !ownNames.has(nameOf(node)) && nameOf(node) !== 'Query' && nameOf(node) !== 'Mutation',
  )
  const full = buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...own, ...shared] })
  // Rebuilt from its root types, so that types used only by the storefront API are left out.
  return new GraphQLSchema({
    query: full.getQueryType(),
    mutation: full.getMutationType(),
    types: [...ownNames].map((name) => full.getType(name) as GraphQLNamedType),
  })
}

/** The values of an enum of the contract. */
export function enumValues(api: ApiName, name: string): string[] {
  const type = contractSchemas[api].getType(name)
  if (!isEnumType(type)) throw new Error(`The ${api} contract has no enum ${name}.`)
  return type.getValues().map((value) => value.name)
}

/** The values of `extensions.code` that the contract's introductory comment lists. */
export function requestErrorCodes(api: ApiName): string[] {
  const comment = texts[api].slice(0, texts[api].search(/^(?:scalar|enum|type) /m))
  const [, list = ''] = /`extensions\.code`(?: one of|:)([\s\S]*?)INTERNAL_SERVER_ERROR/.exec(comment) ?? []
  const codes = list.replaceAll(/\([^)]*\)/g, '').match(/\b[A-Z]+(?:_[A-Z]+)*\b/g) ?? []
  return [...codes, 'INTERNAL_SERVER_ERROR']
}
