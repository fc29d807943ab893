import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'

type Part = [name: string, described: { description?: string | null }]

/** What a client can name of a type: `Type`, `Type.field`, `Type.field(argument)`, `Enum.VALUE`. */
function partsOf(type: GraphQLNamedType): Part[] {
  const own: Part = [type.name, type]
  const member = (part: { name: string; description?: string | null }): Part => [
    `${type.name}.${part.name}`,
    part,
  ]
  if (isEnumType(type)) return [own, ...type.getValues().map(member)]
  if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map(member)]
  if (!isObjectType(type)) return [own]
  const fields = Object.values(type.getFields()).flatMap((field) => [
    member(field),
    ...field.args.map((arg): Part => [`${type.name}.${field.name}(${arg.name})`, arg]),
  ])
  return [own, ...fields]
}

/** Their names say what they are. */
const ROOTS = new Set(['Query', 'Mutation'])

/** What of a schema has no description, sorted. */
export const undescribed = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(partsOf)
    .filter(([name, { description }]) => !ROOTS.has(name) && !description?.trim())
    .map(([name]) => name)
    .sort()
