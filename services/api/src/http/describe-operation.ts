import {
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** What the log says about a GraphQL request: names of the schema and codes, no value and no text of the client's. */
export interface OperationSummary {
  /** The operation's name, if it looks like one that a developer gave. */
  operation?: string
  type?: string
  /** Root fields of the schema, each once. */
  fields?: string[]
  userErrors?: string[]
  errors?: string[]
}

/** Letters with at most three digits at the end: no room for anything typed by a user. */
const NAME = /^[A-Za-z_]{1,60}\d{0,3}$/
const MAX_CODES = 10

/** Apollo caches parsed documents, so the fields of each are looked up once. */
const knownFields = new WeakMap<OperationDefinitionNode, Map<string, string>>()

/** The root fields of an operation: field names of the schema by their key in the response. */
export function rootFieldsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ReadonlyMap<string, string> {
  const known = knownFields.get(operation)
  if (known) return known
  const fields = new Map<string, string>()
  const root = schema.getRootType(operation.operation)
  if (root) collectFields(root, document, operation.selectionSet, fields)
  knownFields.set(operation, fields)
  return fields
}

/** Validation has rejected fragments that contain themselves. */
function collectFields(
  root: GraphQLObjectType,
  document: DocumentNode,
  { selections }: SelectionSetNode,
  fields: Map<string, string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value
      if (name in root.getFields()) fields.set(selection.alias?.value ?? name, name)
    } else if (selection.kind === Kind.INLINE_FRAGMENT)
      collectFields(root, document, selection.selectionSet, fields)
    else {
      const fragment = document.definitions.find(
        (definition) =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
      )
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION)
        collectFields(root, document, fragment.selectionSet, fields)
    }
  }
}

/** OK, USER_ERROR, or the code of the error of the field with this key in the response. */
export function outcomeOf(key: string, { data, errors }: ExecutionResult): string {
  const error = errors?.find(({ path }) => path?.[0] === key)
  if (error) return codeOf(error)
  return userErrorsOf(data?.[key]).length > 0 ? 'USER_ERROR' : 'OK'
}

/** What the log line says about an operation with its result. */
export function describeOperation(
  operation: OperationDefinitionNode | undefined,
  fields: ReadonlyMap<string, string>,
  { data, errors }: ExecutionResult,
): OperationSummary {
  const name = operation?.name?.value
  const userErrors = [...fields.keys()].flatMap((key) => userErrorsOf(data?.[key]))
  return {
    ...(name !== undefined && NAME.test(name) && { operation: name }),
    ...(operation && { type: operation.operation, fields: [...new Set(fields.values())] }),
    ...(userErrors.length > 0 && { userErrors: distinct(userErrors) }),
    ...(errors?.length && { errors: distinct(errors.map(codeOf)) }),
  }
}

const distinct = (codes: string[]): string[] => [...new Set(codes)].slice(0, MAX_CODES)

export const codeOf = ({ extensions }: { extensions?: { code?: unknown } | undefined }): string =>
  typeof extensions?.code === 'string' ? extensions.code : 'INTERNAL_SERVER_ERROR'

/** The codes of a payload's user errors, if the document asks for them. */
function userErrorsOf(payload: unknown): string[] {
  const { userErrors } = (payload ?? {}) as { userErrors?: unknown }
  if (!Array.isArray(userErrors)) return []
  return userErrors.flatMap(({ code }: { code?: unknown }) =>
    typeof code === 'string' ? [code] : ['USER_ERROR'],
  )
}
