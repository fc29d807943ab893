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
  GraphQLType,
} from 'graphql'
import { cell, generatedNotice, table } from './markdown.ts'

export interface GraphqlReferenceOptions {
  title: string
  introduction: string
  /** The path of the schema, shown to the reader. */
  source: string
  sdl: string
}

type Field = GraphQLField<unknown, unknown> | GraphQLInputField

/** A Markdown page with every operation and type of a GraphQL schema. */
export function graphqlReference({ title, introduction, source, sdl }: GraphqlReferenceOptions): string {
  const schema = buildSchema(sdl)
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .filter((type) => !roots.some((operation) => operation === type))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const [query, mutation] = roots
  const sections: [string, string[]][] = [
    ['Queries', Object.values(query?.getFields() ?? {}).map((field) => operation('Query', field))],
    ['Mutations', Object.values(mutation?.getFields() ?? {}).map((field) => operation('Mutation', field))],
    ['Objects', types.filter((type) => isObjectType(type) || isInterfaceType(type)).map(fieldsOf)],
    ['Inputs', types.filter(isInputObjectType).map(fieldsOf)],
    ['Enums', types.filter(isEnumType).map(enumeration)],
    ['Unions', types.filter(isUnionType).map((type) => entry(type, type.getTypes().map(link).join(' or ')))],
    ['Scalars', types.filter(isScalarType).map((type) => entry(type, ''))],
  ]
  const body = sections
    .filter(([, entries]) => entries.length > 0)
    .map(([heading, entries]) => `## ${heading}\n\n${entries.join('\n\n')}`)
  return `# ${title}\n\n${generatedNotice(source)}\n\n${introduction}\n\n${body.join('\n\n')}\n`
}

/** The parent in the heading keeps the anchors of `Query.order` and the type `Order` apart. */
function operation(parent: string, field: GraphQLField<unknown, unknown>): string {
  const parts = [
    `### ${parent}.${field.name}`,
    description(field),
    `Returns ${link(field.type)}.`,
    field.args.length > 0 ? table(['Argument', 'Type', 'Description'], field.args.map(row)) : '',
  ]
  return parts.filter(Boolean).join('\n\n')
}

function fieldsOf(type: Extract<GraphQLNamedType, { getFields: () => unknown }>): string {
  return entry(type, table(['Field', 'Type', 'Description'], Object.values<Field>(type.getFields()).map(row)))
}

function enumeration(type: GraphQLEnumType): string {
  const values = type.getValues()
  if (!values.some((value) => value.description)) {
    return entry(type, values.map(({ name }) => `\`${name}\``).join(', '))
  }
  const rows = values.map((value) => [`\`${value.name}\``, description(value, true)])
  return entry(type, table(['Value', 'Description'], rows))
}

function entry(type: GraphQLNamedType, content: string): string {
  return [`### ${type.name}`, description(type), content].filter(Boolean).join('\n\n')
}

function row(field: Field | GraphQLArgument): string[] {
  const name =
    'args' in field && field.args.length > 0
      ? `${field.name}(${field.args.map(argument).join(', ')})`
      : field.name
  return [`\`${name}\``, `${link(field.type)}${defaultOf(field, '`')}`, description(field, true)]
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
function link(type: GraphQLType): string {
  const named = getNamedType(type)
  const text = `\`${String(type)}\``
  return isSpecifiedScalarType(named) ? text : `[${text}](#${named.name.toLowerCase()})`
}

interface Described {
  description?: string | null | undefined
  deprecationReason?: string | null | undefined
}

function description(element: Described, inTable = false): string {
  const deprecated = element.deprecationReason ? `**Deprecated:** ${element.deprecationReason}` : ''
  const text = [element.description ?? '', deprecated].filter(Boolean).join(' ')
  return inTable ? cell(text) : text.trim()
}
