import {
  buildClientSchema,
  extendSchema,
  findBreakingChanges,
  getIntrospectionQuery,
  isInputObjectType,
  parse,
} from 'graphql'
import type { GraphQLSchema, IntrospectionQuery } from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import { contractSchemas, requestErrorCodes } from './contract.ts'
import { startEnvironment } from './environment.ts'

const APIS = ['storefront', 'merchant'] as const

const environment = await startEnvironment(['api'])
afterAll(() => environment.stop())

async function servedSchema(api: (typeof APIS)[number]): Promise<GraphQLSchema> {
  const { run } = environment
  const url = `${run.api}${api === 'storefront' ? '' : '/merchant'}/graphql`
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shop-key': run.shops[0]?.key ?? '' },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  })
  return buildClientSchema(((await response.json()) as { data: IntrospectionQuery }).data)
}

/** Default values of arguments and input fields by their path; graphql-js does not compare those of input fields. */
function defaultsOf(schema: GraphQLSchema): Map<string, unknown> {
  const roots = [schema.getQueryType(), schema.getMutationType()]
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType)
  return new Map([
    ...roots.flatMap((type) =>
      Object.values(type?.getFields() ?? {}).flatMap(({ name, args }) =>
        args.map((arg): [string, unknown] => [`${name}(${arg.name})`, arg.defaultValue]),
      ),
    ),
    ...inputs.flatMap((type) =>
      Object.values(type.getFields()).map((field): [string, unknown] => [
        `${type.name}.${field.name}`,
        field.defaultValue,
      ]),
    ),
  ])
}

describe.each(APIS)('the served %s schema', (api) => {
  test('has every type, field, argument and enum value of the contract, and weakens none', async () => {
    expect(findBreakingChanges(contractSchemas[api], await servedSchema(api))).toEqual([])
  })

  test('has the default values of the contract', async () => {
    const served = defaultsOf(await servedSchema(api))
    const promised = [...defaultsOf(contractSchemas[api])].filter(([, value]) => value !== undefined)
    expect(promised.length).toBeGreaterThan(0)
    expect(promised.filter(([path, value]) => served.get(path) !== value)).toEqual([])
  })

  test('fails the comparison with a contract that has one more field', async () => {
    const more = extendSchema(contractSchemas[api], parse('extend type Query { absent: Int }'))
    expect(findBreakingChanges(more, await servedSchema(api))).toHaveLength(1)
  })
})

test('reads the request error codes from the comments of the contract', () => {
  expect(requestErrorCodes('storefront')).toContain('FORBIDDEN_ORIGIN')
  expect(requestErrorCodes('storefront')).toHaveLength(8)
  expect(requestErrorCodes('merchant')).toContain('UNAUTHENTICATED')
  expect(requestErrorCodes('merchant')).toHaveLength(8)
})
