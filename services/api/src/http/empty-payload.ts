import {
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
} from 'graphql'

/**
 * What a mutation that is refused before it runs returns besides `userErrors`: false and empty lists where its payload may not have null.
 * @throws when a field of the payload can be neither
 */
export function emptyPayload(type: GraphQLOutputType): Record<string, false | []> {
  const payload = getNamedType(type)
  if (!isObjectType(payload)) return {}
  const required = Object.values(payload.getFields()).filter(
    ({ name, type }) => name !== 'userErrors' && isNonNullType(type),
  )
  return Object.fromEntries(
    required.map(({ name, type }) => {
      const inner = getNullableType(type)
      if (inner === GraphQLBoolean) return [name, false]
      if (isListType(inner)) return [name, []]
      throw new Error(`${payload.name}.${name} must be nullable: the mutation may be refused before it runs.`)
    }),
  )
}
