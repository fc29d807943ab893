import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'

/** A field, argument, input field, value or member of a type, as the documentation of a schema shows it. */
export interface Member {
  name: string
  /** As it is written in the schema; undefined for values of enums. */
  type: string | undefined
  /** The named type in `type`, to look it up. */
  typeName: string | undefined
  description: string
  /** Why it should no longer be used. */
  deprecation: string | undefined
  args: Member[]
}

/** What the documentation shows of a type. */
export interface TypeView {
  name: string
  kind: 'type' | 'input' | 'enum' | 'scalar' | 'union' | 'interface'
  description: string
  members: Member[]
}

const withDefault = ({ type, defaultValue }: GraphQLArgument | GraphQLInputField): string =>
  defaultValue === undefined || defaultValue === null
    ? String(type)
    : `${String(type)} = ${JSON.stringify(defaultValue)}`

function inputMember(input: GraphQLArgument | GraphQLInputField): Member {
  return {
    name: input.name,
    type: withDefault(input),
    typeName: getNamedType(input.type).name,
    description: input.description ?? '',
    deprecation: input.deprecationReason ?? undefined,
    args: [],
  }
}

const fieldMember = (field: GraphQLField<unknown, unknown>): Member => ({
  name: field.name,
  type: String(field.type),
  typeName: getNamedType(field.type).name,
  description: field.description ?? '',
  deprecation: field.deprecationReason ?? undefined,
  args: field.args.map(inputMember),
})

const valueMember = (name: string, description: string, deprecation?: string | null): Member => ({
  name,
  type: undefined,
  typeName: undefined,
  description,
  deprecation: deprecation ?? undefined,
  args: [],
})

function kindAndMembers(type: GraphQLNamedType): Pick<TypeView, 'kind' | 'members'> {
  if (isObjectType(type)) return { kind: 'type', members: Object.values(type.getFields()).map(fieldMember) }
  if (isInterfaceType(type))
    return { kind: 'interface', members: Object.values(type.getFields()).map(fieldMember) }
  if (isInputObjectType(type))
    return { kind: 'input', members: Object.values(type.getFields()).map(inputMember) }
  if (isEnumType(type)) {
    const values = type.getValues()
    return {
      kind: 'enum',
      members: values.map(({ name, description, deprecationReason }) =>
        valueMember(name, description ?? '', deprecationReason),
      ),
    }
  }
  if (isUnionType(type))
    return {
      kind: 'union',
      members: type
        .getTypes()
        .map(({ name, description }) => ({ ...valueMember(name, description ?? ''), typeName: name })),
    }
  return { kind: 'scalar', members: [] }
}

/** What the documentation shows of a type of the schema; undefined if the schema does not have it. */
export function typeView(schema: GraphQLSchema, name: string): TypeView | undefined {
  const type = schema.getType(name)
  return type && { name, description: type.description ?? '', ...kindAndMembers(type) }
}

/** Where a search found something: a type, or one of its members. */
export interface Found {
  typeName: string
  member: string | undefined
}

const MAX_FOUND = 50

/** The types and members whose name contains the text, whole and beginning matches first, types before members, at most 50. */
export function searchSchema(schema: GraphQLSchema, text: string): Found[] {
  const wanted = text.trim().toLowerCase()
  if (!wanted) return []
  const rank = ({ typeName, member }: Found): number => {
    const name = (member ?? typeName).toLowerCase()
    const closeness = name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2
    return closeness * 2 + (member === undefined ? 0 : 1)
  }
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type): Found[] => [
      { typeName: type.name, member: undefined },
      ...kindAndMembers(type).members.map(({ name }) => ({ typeName: type.name, member: name })),
    ])
    .filter(({ typeName, member }) => (member ?? typeName).toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MAX_FOUND)
}
