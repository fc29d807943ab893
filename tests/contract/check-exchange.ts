import { isDeepStrictEqual } from 'node:util'
import { executeSync, isInputObjectType, getNamedType, GraphQLError, Kind, validate } from 'graphql'
import type { DocumentNode, GraphQLScalarType, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Exchange, ResponseBody } from '../traffic/send-request.ts'
import { contractSchemas, requestErrorCodes } from './contract.ts'
import type { ApiName } from './contract.ts'

const RFC_3339_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/

for (const schema of Object.values(contractSchemas)) {
  const dateTime = schema.getType('DateTime') as GraphQLScalarType
  dateTime.serialize = (value) => {
    if (typeof value === 'string' && RFC_3339_UTC.test(value)) return value
    throw new GraphQLError('A DateTime is not RFC 3339 in UTC.')
  }
}

/**
 * Returns a function that checks a request and its response against the contract: the document uses only names of the
 * contract, the data has its types and enum values, top-level errors have a documented code, and user errors name a
 * path of the input.
 */
export function checkExchange(api: ApiName): (exchanged: Exchange) => void {
  const schema = contractSchemas[api]
  const codes = new Set(requestErrorCodes(api))
  return ({ document, variables, body }) => {
    const node = document as DocumentNode
    const invalid = validate(schema, node)
    if (invalid.length > 0)
      throw new Error(`The document is not valid against the ${api} contract: ${invalid.join('; ')}`)
    for (const { extensions } of body.errors ?? [])
      if (!codes.has(extensions?.code ?? '')) throw new Error(`Undocumented error code ${extensions?.code}`)
    if (!body.errors) checkData(schema, node, variables, body)
  }
}

/** Runs the document on the contract's schema with the response as its source: graphql-js then checks every type. */
function checkData(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  { data }: ResponseBody,
): void {
  const expected = executeSync({
    schema,
    document,
    variableValues,
    rootValue: data,
    fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) => source[path.key],
  })
  if (expected.errors) throw new Error(`The response breaks the contract: ${expected.errors.join('; ')}`)
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(expected.data)), data))
    throw new Error('The response does not have the shape of its document.')
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  if ((operation as OperationDefinitionNode).operation === 'mutation')
    for (const [name, payload] of Object.entries(data ?? {})) checkFields(schema, name, payload)
}

/** Every `userErrors[].field` of a mutation must be a path into its arguments, or into `input` where that is its only one. */
function checkFields(schema: GraphQLSchema, mutation: string, payload: unknown): void {
  const args = schema.getMutationType()?.getFields()[mutation]?.args ?? []
  const { userErrors = [] } = (payload ?? {}) as {
    userErrors?: { field: string[] | null; message: string }[]
  }
  for (const { field, message } of userErrors) {
    if (message.trim() === '') throw new Error(`${mutation} returned a user error without a message.`)
    const [first, ...rest] = field ?? []
    if (first === undefined) continue
    const input = args.length === 1 && args[0]?.name === 'input' ? getNamedType(args[0].type) : undefined
    let type = isInputObjectType(input)
      ? input.getFields()[first]?.type
      : args.find(({ name }) => name === first)?.type
    for (const part of rest) {
      const named = type && getNamedType(type)
      type = isInputObjectType(named) ? named.getFields()[part]?.type : undefined
    }
    if (!type) throw new Error(`${mutation} has no input ${field?.join('.')}.`)
  }
}
