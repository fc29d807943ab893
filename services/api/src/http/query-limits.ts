import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isListType,
  isObjectType,
  Kind,
  Lexer,
  Source,
  TokenKind,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'
import { RequestError } from '../kernel/errors.ts'

/**
 * Limits of one document. A page of products with variants has about 200 fields, 6 levels and 2 nested lists. Nested lists
 * matter most, because each one multiplies what is inside. The largest document of portal and storefront has 250 tokens and
 * 3,000 characters.
 */
export const QUERY_LIMITS = {
  /** Of a request's body. */
  bytes: 100_000,
  characters: 20_000,
  tokens: 2000,
  /** How deeply braces, brackets and parentheses are nested. */
  nesting: 50,
  nameCharacters: 100,
  operations: 10,
  fragments: 50,
  rootFields: 20,
  depth: 12,
  fields: 400,
  aliases: 15,
  lists: 3,
  /** Of fields that declare a cost, each about a millisecond for 10,000 products. */
  cost: 4,
}

/** What is asked for in a list costs as much as in so many single objects: more than is allowed. */
const COST_FACTOR_OF_LISTS = 10

const tooComplex = (what: string): RequestError =>
  new RequestError('QUERY_TOO_COMPLEX', `The query has too many ${what}. Request less at once.`)

const OPENING = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSING = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Checks the text of a document before it is parsed, without recursion, so that its parser stays within the stack. A syntax error is
 * left to the parser.
 * @throws QUERY_TOO_COMPLEX, BAD_USER_INPUT for a name that an error message would have to repeat
 */
export function limitTokens(query: string): void {
  if (query.length > QUERY_LIMITS.characters) throw tooComplex('characters')
  const lexer = new Lexer(new Source(query))
  let nesting = 0
  for (let count = 1; ; count++) {
    const token = nextToken(lexer)
    if (!token || token.kind === TokenKind.EOF) return
    if (count > QUERY_LIMITS.tokens) throw tooComplex('tokens')
    if (OPENING.has(token.kind)) nesting++
    if (CLOSING.has(token.kind)) nesting--
    if (nesting > QUERY_LIMITS.nesting) throw tooComplex('levels')
    if (token.kind === TokenKind.NAME) limitName(token.value)
  }
}

/** undefined for a syntax error. */
function nextToken(lexer: Lexer): ReturnType<Lexer['advance']> | undefined {
  try {
    return lexer.advance()
  } catch (error) {
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}

/** @throws BAD_USER_INPUT */
export function limitName(name: string): void {
  if (name.length > QUERY_LIMITS.nameCharacters)
    throw new RequestError(
      'BAD_USER_INPUT',
      `A name has more than ${QUERY_LIMITS.nameCharacters} characters.`,
    )
}

interface Size {
  depth: number
  fields: number
  aliases: number
  /** How deeply lists are nested. */
  lists: number
  cost: number
}

interface Measured {
  kind: Kind.OPERATION_DEFINITION | Kind.FRAGMENT_DEFINITION
  size: Size
  /** Selections at the root of an operation. */
  selections: number
}

type Parent = GraphQLNamedType | null | undefined

const INTROSPECTION = new Set(['__schema', '__type'])
const EMPTY: Size = { depth: 0, fields: 0, aliases: 0, lists: 0, cost: 0 }

/**
 * Refuses a document that selects too much. Validation takes longer the more a document selects, so call this first.
 * @throws QUERY_TOO_COMPLEX with the first limit that is exceeded
 */
export function limitSelections(schema: GraphQLSchema, document: DocumentNode): void {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  if (operations.length > QUERY_LIMITS.operations) throw tooComplex('operations')
  if (fragments.length > QUERY_LIMITS.fragments) throw tooComplex('fragments')
  for (const { kind, size, selections } of measureDocument(schema, document)) {
    if (size.fields > QUERY_LIMITS.fields) throw tooComplex('fields')
    // A fragment that no operation uses is validated, but never executed.
    if (kind === Kind.FRAGMENT_DEFINITION) continue
    if (selections > QUERY_LIMITS.rootFields) throw tooComplex('root fields')
    if (size.depth > QUERY_LIMITS.depth) throw tooComplex('levels')
    if (size.aliases > QUERY_LIMITS.aliases) throw tooComplex('aliases')
    if (size.lists > QUERY_LIMITS.lists) throw tooComplex('nested lists')
    if (size.cost > QUERY_LIMITS.cost) throw tooComplex('fields that take long')
  }
}

/** The number of fields of the largest operation, with its fragments expanded. */
export const countFields = (schema: GraphQLSchema, document: DocumentNode): number =>
  Math.max(0, ...measureDocument(schema, document).map(({ size }) => size.fields))

/** Measures each operation and each fragment with its fragments expanded. Every selection is visited once. */
function measureDocument(schema: GraphQLSchema, { definitions }: DocumentNode): Measured[] {
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  )
  const sizes = new Map<string, Size>()

  const measure = (set: SelectionSetNode | undefined, parent: Parent): Size => {
    const size = { ...EMPTY }
    for (const selection of set?.selections ?? []) {
      let part: Size
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value
        const field = isObjectType(parent) ? parent.getFields()[name] : undefined
        const type = field?.type
        const inner = measure(selection.selectionSet, type && getNamedType(type))
        const isList = type !== undefined && isListType(getNullableType(type))
        const cost = inner.cost + ((field?.extensions.cost as number | undefined) ?? 0)
        part = {
          // graphql-js itself limits the depth of introspection; the standard introspection query has 15 levels.
          depth: INTROSPECTION.has(name) ? 1 : inner.depth + 1,
          fields: inner.fields + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
          lists: inner.lists + (isList ? 1 : 0),
          cost: isList ? cost * COST_FACTOR_OF_LISTS : cost,
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition
        part = measure(selection.selectionSet, condition ? schema.getType(condition.name.value) : parent)
      } else {
        part = measureFragment(selection.name.value)
      }
      size.depth = Math.max(size.depth, part.depth)
      size.fields += part.fields
      size.aliases += part.aliases
      size.lists = Math.max(size.lists, part.lists)
      size.cost += part.cost
    }
    return size
  }

  const measureFragment = (name: string): Size => {
    const known = sizes.get(name)
    if (known) return known
    // What it counts as within itself; validation rejects such a fragment.
    sizes.set(name, EMPTY)
    const fragment = fragments.get(name)
    const type = fragment && schema.getType(fragment.typeCondition.name.value)
    const size = measure(fragment?.selectionSet, type)
    sizes.set(name, size)
    return size
  }

  return definitions.flatMap((definition): Measured[] => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      return [{ kind: definition.kind, size: measureFragment(definition.name.value), selections: 0 }]
    if (definition.kind !== Kind.OPERATION_DEFINITION) return []
    const { kind, selectionSet, operation } = definition
    const size = measure(selectionSet, schema.getRootType(operation))
    return [{ kind, size, selections: selectionSet.selections.length }]
  })
}
