import {
  astFromValue,
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  print,
} from 'graphql'
import type {
  GraphQLArgument,
  GraphQLEnumType,
  GraphQLField,
  GraphQLInputField,
  GraphQLNamedType,
  GraphQLSchema,
  GraphQLType,
  GraphQLUnionType,
} from 'graphql'
import { cell, generatedNotice, table } from './markdown.ts'

export interface GraphqlReferenceOptions {
  title: string
  introduction: string
  /** The path of the schema, shown to the reader. */
  source: string
  sdl: string
}

type RootField = GraphQLField<unknown, unknown>
type Field = RootField | GraphQLInputField

/** What a page describes of a schema, and where it finds the rest. */
export interface ReferencePart {
  /** Root fields, each with its root: `Query` or `Mutation`. */
  operations: readonly (readonly [parent: string, field: RootField])[]
  types: readonly GraphQLNamedType[]
  /** Where a type is described: `#order`, or `payments.md#refund`. */
  hrefOf: (type: string) => string
  /** What the schema does not say of a root field, such as who may call it. */
  noteOf?: (operation: string) => string
  /** Makes Markdown of a description. */
  toMarkdown?: (description: string) => string
  /** Enums whose values are described elsewhere, with a sentence that says where. */
  elsewhere?: Readonly<Record<string, string>>
}

/** A Markdown page with every operation and type of a GraphQL schema. */
export function graphqlReference({ title, introduction, source, sdl }: GraphqlReferenceOptions): string {
  const schema = buildSchema(sdl)
  const hrefOf = (type: string) => `#${type.toLowerCase()}`
  const body = referenceSections({ operations: operationsOf(schema), types: typesOf(schema), hrefOf })
  return `# ${title}\n\n${generatedNotice(source)}\n\n${introduction}\n\n${body}\n`
}

/** The root fields of a schema, each with its root. */
export const operationsOf = (schema: GraphQLSchema): [parent: string, field: RootField][] =>
  rootsOf(schema).flatMap((root) =>
    Object.values(root.getFields()).map((field): [string, RootField] => [root.name, field]),
  )

/** The types that a schema defines, by name, without its roots. */
export const typesOf = (schema: GraphQLSchema): GraphQLNamedType[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .filter((type) => !rootsOf(schema).some((root) => root === type))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))

const rootsOf = (schema: GraphQLSchema) =>
  [schema.getQueryType(), schema.getMutationType()].filter((root) => root != null)

/** The sections of a page: queries, mutations, and types by their kind. */
export function referenceSections(part: ReferencePart): string {
  const { operations, types } = part
  const operationsWith = (parent: string) =>
    operations.filter(([root]) => root === parent).map(([, field]) => operation(part, parent, field))
  const sections: [string, string[]][] = [
    ['Queries', operationsWith('Query')],
    ['Mutations', operationsWith('Mutation')],
    [
      'Objects',
      types.filter((type) => isObjectType(type) || isInterfaceType(type)).map((type) => fieldsOf(part, type)),
    ],
    ['Inputs', types.filter(isInputObjectType).map((type) => fieldsOf(part, type))],
    ['Enums', types.filter(isEnumType).map((type) => enumeration(part, type))],
    ['Unions', types.filter(isUnionType).map((type) => union(part, type))],
    ['Scalars', types.filter(isScalarType).map((type) => entry(part, type, ''))],
  ]
  return sections
    .filter(([, entries]) => entries.length > 0)
    .map(([heading, entries]) => `## ${heading}\n\n${entries.join('\n\n')}`)
    .join('\n\n')
}

/** The parent in the heading keeps the anchors of `Query.order` and the type `Order` apart. */
function operation(part: ReferencePart, parent: string, field: RootField): string {
  const name = `${parent}.${field.name}`
  const parts = [
    `### ${name}`,
    description(part, field),
    [`Returns ${link(part, field.type)}.`, part.noteOf?.(name) ?? ''].filter(Boolean).join(' '),
    field.args.length > 0
      ? table(
          ['Argument', 'Type', 'Description'],
          field.args.map((each) => row(part, each)),
        )
      : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

function fieldsOf(
  part: ReferencePart,
  type: Extract<GraphQLNamedType, { getFields: () => unknown }>,
): string {
  const rows = Object.values<Field>(type.getFields()).map((field) => row(part, field))
  return entry(part, type, table(['Field', 'Type', 'Description'], rows))
}

function enumeration(part: ReferencePart, type: GraphQLEnumType): string {
  const elsewhere = part.elsewhere?.[type.name]
  const values = type.getValues()
  if (elsewhere || !values.some((value) => value.description)) {
    return entry(part, type, elsewhere ?? values.map(({ name }) => `\`${name}\``).join(', '))
  }
  // A value may have the name of an error code.
  const plain = { ...part, toMarkdown: (text: string) => text }
  const rows = values.map((value) => [`\`${value.name}\``, description(plain, value, true)])
  return entry(part, type, table(['Value', 'Description'], rows))
}

/** With links to what it may be. */
const union = (part: ReferencePart, type: GraphQLUnionType): string =>
  entry(
    part,
    type,
    type
      .getTypes()
      .map((each) => link(part, each))
      .join(' or '),
  )

function entry(part: ReferencePart, type: GraphQLNamedType, content: string): string {
  return [`### ${type.name}`, description(part, type), content].filter(Boolean).join('\n\n')
}

function row(part: ReferencePart, field: Field | GraphQLArgument): string[] {
  const name =
    'args' in field && field.args.length > 0
      ? `${field.name}(${field.args.map(argument).join(', ')})`
      : field.name
  return [`\`${name}\``, `${link(part, field.type)}${defaultOf(field, '`')}`, description(part, field, true)]
}

function argument(argument: GraphQLArgument): string {
  return `${argument.name}: ${String(argument.type)}${defaultOf(argument)}`
}

/** The default of an argument or an input field, which makes it optional whatever its type; empty without one. */
function defaultOf(field: Field | GraphQLArgument, quote = ''): string {
  if (!('defaultValue' in field) || field.defaultValue === undefined) return ''
  const value = astFromValue(field.defaultValue, field.type)
  return value ? ` = ${quote}${print(value)}${quote}` : ''
}

/** The type as code, linked to its section unless GraphQL itself defines it. */
function link({ hrefOf }: ReferencePart, type: GraphQLType): string {
  const named = getNamedType(type)
  const text = `\`${String(type)}\``
  return isSpecifiedScalarType(named) ? text : `[${text}](${hrefOf(named.name)})`
}

interface Described {
  description?: string | null | undefined
  deprecationReason?: string | null | undefined
}

function description({ toMarkdown }: ReferencePart, element: Described, inTable = false): string {
  const deprecated = element.deprecationReason ? `**Deprecated:** ${element.deprecationReason}` : ''
  const text = [element.description ?? '', deprecated].filter(Boolean).join(' ')
  const markdown = toMarkdown ? toMarkdown(text) : text
  return inTable ? cell(markdown) : markdown.trim()
}
