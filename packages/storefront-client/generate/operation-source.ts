import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  print,
  stripIgnoredCharacters,
  typeFromAST,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** Root fields whose answers caches may keep: those that `GET /graphql` answers. */
export const CATALOG_FIELDS: ReadonlySet<string> = new Set([
  'shop',
  'product',
  'products',
  'collections',
  'collection',
  'shopPage',
  'shopPages',
])

/** The source of a module with each operation of the documents as a typed text. Each has one root field, and its name is that of the client's method. */
export function operationSource(schema: GraphQLSchema, { definitions }: DocumentNode): string {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  )
  const named = new Map<string, string>()
  const shapes = [...fragments.values()].map((fragment) =>
    describeFragment(schema, fragment, fragments, named),
  )
  const parts = operations.map((operation) => describeOperation(schema, operation, fragments, named))
  return [
    "// Generated from operations/*.graphql by generate/generate-operations.ts: run `npm run generate`.\nimport type { TypedText } from './document.ts'",
    ...named.values(),
    ...shapes,
    ...parts.map(({ types }) => types),
    `/** Every operation of the client, by its name. */\nexport const operations = {\n${parts.map(({ entry }) => entry).join('\n')}\n}`,
    `/** The operations whose answers caches may keep. */\nexport const CACHEABLE: ReadonlySet<string> = new Set(${JSON.stringify(parts.flatMap(({ cacheable }) => cacheable))})`,
    '',
  ].join('\n\n')
}

/** The text of a fragment and, under the same name, the type of what it selects. */
function describeFragment(
  schema: GraphQLSchema,
  fragment: FragmentDefinitionNode,
  fragments: Map<string, FragmentDefinitionNode>,
  named: Map<string, string>,
): string {
  const type = schema.getType(fragment.typeCondition.name.value)
  if (!type) throw new Error(`The schema has no ${fragment.typeCondition.name.value}`)
  const shape = typeOfSelections(type, fragment.selectionSet, fragments, named)
  const text = JSON.stringify(stripIgnoredCharacters(print(fragment)))
  return `export type ${fragment.name.value} = ${shape}\nconst ${fragment.name.value} = ${text}`
}

function describeOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Map<string, FragmentDefinitionNode>,
  named: Map<string, string>,
) {
  const name = operation.name?.value ?? ''
  const [root, ...others] = operation.selectionSet.selections
  if (!name || root?.kind !== Kind.FIELD || others.length > 0)
    throw new Error(`${name || 'An operation'} must have a name and one root field`)
  const type = schema.getRootType(operation.operation)
  if (!type) throw new Error(`The schema has no ${operation.operation}`)
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const data = typeOfSelections(type, operation.selectionSet, fragments, named)
  const variables = (operation.variableDefinitions ?? []).map(({ variable, type: node, defaultValue }) => {
    const input = typeFromAST(schema, node as never) as GraphQLInputType
    const isOptional = !isNonNullType(input) || defaultValue !== undefined
    return `${variable.name.value}${isOptional ? '?' : ''}: ${typeOfInput(input, named)}`
  })
  const used = usedFragments(operation.selectionSet, fragments)
  const text = stripIgnoredCharacters(print(operation))
  const source = [JSON.stringify(text), ...used].join(' + ')
  return {
    types: `export type ${title}Data = ${data}\nexport type ${title}Variables = ${variables.length > 0 ? `{ ${variables.join('; ')} }` : 'Record<string, never>'}`,
    entry: `  ${name}: (${source}) as TypedText<${title}Data, ${title}Variables>,`,
    cacheable: CATALOG_FIELDS.has(root.name.value) ? [name] : [],
  }
}

function usedFragments(
  { selections }: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
  found = new Set<string>(),
): Set<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.selectionSet) usedFragments(selection.selectionSet, fragments, found)
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value)
      found.add(selection.name.value)
      if (fragment) usedFragments(fragment.selectionSet, fragments, found)
    }
  }
  return found
}

function typeOfSelections(
  parent: GraphQLType,
  set: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
  named: Map<string, string>,
): string {
  const [first, ...others] = set.selections
  if (first?.kind === Kind.FRAGMENT_SPREAD && others.length === 0) return first.name.value
  const fields = new Map<string, string>()
  const add = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)
        if (fragment) add(fragment.selectionSet)
      } else if (selection.kind === Kind.FIELD && isObjectType(parent)) {
        const field = parent.getFields()[selection.name.value]
        if (!field) throw new Error(`${parent.name} has no field ${selection.name.value}`)
        const key = selection.alias?.value ?? selection.name.value
        fields.set(key, typeOfOutput(field.type, selection.selectionSet, fragments, named))
      }
    }
  }
  add(set)
  return `{ ${[...fields].map(([key, type]) => `${key}: ${type}`).join('; ')} }`
}

function typeOfOutput(
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  fragments: Map<string, FragmentDefinitionNode>,
  named: Map<string, string>,
): string {
  const inner = isNonNullType(type) ? type.ofType : type
  const text = isListType(inner)
    ? `(${typeOfOutput(inner.ofType as GraphQLOutputType, set, fragments, named)})[]`
    : set
      ? typeOfSelections(inner as GraphQLType, set, fragments, named)
      : leaf(inner as GraphQLType, named)
  return isNonNullType(type) ? text : `${text} | null`
}

function typeOfInput(type: GraphQLInputType, named: Map<string, string>): string {
  const inner = isNonNullType(type) ? type.ofType : type
  const input = getNamedType(inner)
  if (isInputObjectType(input) && !named.has(input.name)) {
    named.set(input.name, '')
    const fields = Object.values(input.getFields()).map((field) => {
      const isOptional = !isNonNullType(field.type) || field.defaultValue !== undefined
      return `  ${field.name}${isOptional ? '?' : ''}: ${typeOfInput(field.type, named)}`
    })
    named.set(input.name, `export interface ${input.name} {\n${fields.join('\n')}\n}`)
  }
  const text = isListType(inner)
    ? `(${typeOfInput(inner.ofType as GraphQLInputType, named)})[]`
    : isInputObjectType(inner)
      ? inner.name
      : leaf(inner as GraphQLType, named)
  return isNonNullType(type) ? text : `${text} | null`
}

/** Enums are named unions of their values; every other scalar than a number or a Boolean is a string. */
function leaf(type: GraphQLType, named: Map<string, string>): string {
  const leafType = getNamedType(type)
  const { name } = leafType
  if (isEnumType(leafType)) {
    const values = leafType.getValues().map((value) => `'${value.name}'`)
    named.set(name, `export type ${name} = ${values.join(' | ')}`)
    return name
  }
  const scalars: Record<string, string> = { Int: 'number', Float: 'number', Boolean: 'boolean' }
  return scalars[name] ?? 'string'
}
