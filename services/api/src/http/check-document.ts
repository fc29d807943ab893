import {
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { RequestError } from '../kernel/errors.ts'
import type { CheckedDocument, DocumentProblem } from '../storefront-document/register-documents.ts'
import { rootFieldsOf } from './describe-operation.ts'
import { limitSelections, limitTokens } from './query-limits.ts'
import { rejectUnsafeBody } from './reject-unsafe-body.ts'

const MAX_ERRORS = 10

/** Root fields whose answer depends on the shop and its catalogue alone: on no visitor, no order, no cart. */
export const CATALOG_FIELDS: ReadonlySet<string> = new Set([
  'shop',
  'product',
  'products',
  'collections',
  'collection',
  'shopPage',
  'shopPages',
])

/** Whether a document is valid in the schema and within the limits of queries, and whether caches may keep its answers. */
export function checkDocument(schema: GraphQLSchema, text: string): CheckedDocument {
  const refused = (...problems: DocumentProblem[]) => ({ problems, operations: [], isCacheable: false })
  try {
    rejectUnsafeBody({ query: text, variables: [text] })
    limitTokens(text)
    const document = parse(text)
    limitSelections(schema, document)
    const errors = validate(schema, document, undefined, { maxErrors: MAX_ERRORS })
    if (errors.length > 0) return refused(...errors.map(toProblem))
    const operations = operationsOf(document)
    if (operations.length === 0)
      return refused({ message: 'The document contains no operation.', locations: [] })
    return {
      problems: [],
      operations: operations.flatMap(({ name }) => name?.value ?? []),
      isCacheable: operations.every((operation) => isAboutCatalog(schema, document, operation)),
    }
  } catch (error) {
    if (error instanceof GraphQLError) return refused(toProblem(error))
    if (error instanceof RequestError) return refused({ message: error.message, locations: [] })
    throw error
  }
}

const operationsOf = ({ definitions }: DocumentNode): OperationDefinitionNode[] =>
  definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)

function isAboutCatalog(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const fields = [...rootFieldsOf(schema, document, operation).values()]
  const asksForSchema = /\b__(schema|type)\b/.test(document.loc?.source.body ?? '')
  return operation.operation === 'query' && !asksForSchema && fields.every((name) => CATALOG_FIELDS.has(name))
}

const toProblem = ({ message, locations }: GraphQLError): DocumentProblem => ({
  message,
  locations: (locations ?? []).map(({ line, column }) => ({ line, column })),
})

/** Whether a document does nothing but pay by card, which is what the portal sends for an order on the telephone. */
export function onlyPaysByCard(schema: GraphQLSchema, text: string): boolean {
  if (checkDocument(schema, text).problems.length > 0) return false
  const document = parse(text)
  const fields = operationsOf(document).flatMap((operation) => [
    ...rootFieldsOf(schema, document, operation).values(),
  ])
  return fields.length === 1 && fields[0] === 'payByCard'
}
