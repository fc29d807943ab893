import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ValidationContext,
} from 'graphql'
import type { Permission } from '../kernel/permissions.ts'
import { OperationError } from '../kernel/errors.ts'
import { isPersonalField, payloadSchema } from './payload-schema.ts'

export const MAX_DOCUMENT_LENGTH = 10_000
const MAX_TOKENS = 1_000
const MAX_ERRORS = 5

/**
 * The document of a payload: one query without variables, valid for the schema of payloads.
 * @throws OperationError WEBHOOK_DOCUMENT_INVALID, one for each mistake, with what GraphQL says of it; WEBHOOK_DOCUMENT_NAMES_BUYERS for a member who may not
 * read who the buyers are
 */
export function checkDocument(text: string, permissions: ReadonlySet<Permission>): DocumentNode {
  const document = parseDocument(text)
  const errors = validate(payloadSchema, document, [
    ...specifiedRules,
    NoSchemaIntrospectionCustomRule,
    oneQueryRule,
  ])
  if (errors.length > 0) throw invalid(errors)
  if (!permissions.has('buyer.read') && namesBuyers(document))
    throw new OperationError({ code: 'WEBHOOK_DOCUMENT_NAMES_BUYERS', field: ['document'] })
  return document
}

function parseDocument(text: string): DocumentNode {
  if (text.length > MAX_DOCUMENT_LENGTH)
    throw new OperationError({ code: 'TEXT_TOO_LONG', field: ['document'] })
  try {
    return parse(text, { maxTokens: MAX_TOKENS })
  } catch (error) {
    if (error instanceof GraphQLError) throw invalid([error])
    throw error
  }
}

/** What is sent does not depend on a request: there is nobody to give a variable or choose an operation. */
const oneQueryRule = (context: ValidationContext) => ({
  Document({ definitions }: DocumentNode) {
    const operations = definitions.filter((definition) => definition.kind === 'OperationDefinition')
    const [only] = operations
    if (operations.length !== 1 || only?.operation !== 'query' || only.variableDefinitions?.length)
      context.reportError(new GraphQLError('The document must have exactly one query, without variables.'))
  },
})

const invalid = (errors: readonly GraphQLError[]): OperationError =>
  new OperationError(
    ...errors.slice(0, MAX_ERRORS).map(({ message, locations }) => {
      const [at] = locations ?? []
      const place = at ? { en: `Line ${at.line}: `, fr: `Ligne ${at.line}\u00a0: ` } : { en: '', fr: '' }
      return {
        code: 'WEBHOOK_DOCUMENT_INVALID' as const,
        field: ['document'],
        message: { en: place.en + message, fr: place.fr + message },
      }
    }),
  )

function namesBuyers(document: DocumentNode): boolean {
  const types = new TypeInfo(payloadSchema)
  let found = false
  const Field = ({ name }: { name: { value: string } }) => {
    found ||= isPersonalField(types.getParentType()?.name ?? '', name.value)
  }
  visit(document, visitWithTypeInfo(types, { Field }))
  return found
}
