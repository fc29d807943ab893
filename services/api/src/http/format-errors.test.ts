import { ApolloServer } from '@apollo/server'
import { buildSchema } from 'graphql'
import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { serviceUnavailable } from '../kernel/errors.ts'
import { createErrorFormatter } from './format-errors.ts'

const SECRET = 'hunter2'
let lines: { level: number; msg: string; err?: { message: string } }[]
let failure: Error

const apollo = new ApolloServer({
  schema: buildSchema(`
    enum Sort { NAME PRICE }
    input Address { city: String!, lines: [String!] }
    input Order { address: Address!, note: String }
    type Query {
      order(id: ID!, sort: Sort, quantity: Int! = 1): String
      place(order: Order!): String
      fail: String
    }
  `),
  rootValue: {
    fail: () => {
      throw failure
    },
  },
  formatError: (formatted, error) =>
    createErrorFormatter(pino({}, { write: (line) => lines.push(JSON.parse(line) as (typeof lines)[0]) }))(
      formatted,
      error,
    ),
  stopOnTerminationSignals: false,
})
beforeEach(() => {
  lines = []
})

async function errorOf(query: string, variables: Record<string, unknown> = {}, operationName?: string) {
  const { body } = await apollo.executeOperation({
    query,
    variables,
    ...(operationName && { operationName }),
  })
  if (body.kind !== 'single') throw new Error('The response is incremental.')
  return body.singleResult.errors?.[0]
}

const PLACE = 'query ($order: Order!) { place(order: $order) }'

// These pin the wording of graphql-js on which format-errors.ts depends.
test.each<[problem: string, message: string, query: string, variables?: Record<string, unknown>]>([
  [
    'a variable of the wrong type',
    'Variable "order" is missing or of the wrong type.',
    PLACE,
    { order: SECRET },
  ],
  ['a missing variable', 'Variable "order" is missing or of the wrong type.', PLACE],
  ['a variable that is null', 'Variable "order" is missing or of the wrong type.', PLACE, { order: null }],
  [
    'a field of a variable that is missing',
    'Variable "order.address.city" is missing or of the wrong type.',
    PLACE,
    { order: { address: { lines: [SECRET] } } },
  ],
  [
    'a list item of a variable that is of the wrong type',
    'Variable "order.address.lines[1]" is missing or of the wrong type.',
    PLACE,
    { order: { address: { city: 'Paris', lines: ['1', { [SECRET]: SECRET }] } } },
  ],
  [
    'an unknown field of a variable',
    'Variable "order.address" is missing or of the wrong type.',
    PLACE,
    { order: { address: { city: 'Paris', [SECRET]: 1 } } },
  ],
  [
    'a literal of the wrong type',
    'The value of "quantity" is of the wrong type.',
    '{ order(id: 1, quantity: "hunter2") }',
  ],
  ['an unknown enum value', 'The value of "sort" is of the wrong type.', '{ order(id: 1, sort: hunter2) }'],
  [
    'an object instead of a scalar',
    'The value of "id" is of the wrong type.',
    '{ order(id: { a: "hunter2" }) }',
  ],
  [
    'a scalar instead of an object',
    'The value of "order" is of the wrong type.',
    '{ place(order: "hunter2") }',
  ],
  [
    'a list item of the wrong type',
    'A value in the document is of the wrong type.',
    '{ place(order: { address: { city: "Paris", lines: ["1", { a: "hunter2" }] } }) }',
  ],
  [
    'a field of a literal that is missing',
    'Field "Address.city" of required type "String!" was not provided.',
    '{ place(order: { address: {}, note: "hunter2" }) }',
  ],
  [
    'a field of a literal that is not defined',
    'Field "street" is not defined by type "Address".',
    '{ place(order: { address: { city: "Paris", street: "hunter2" } }) }',
  ],
  ['an unknown field', 'Cannot query field "password" on type "Query".', '{ password(id: "hunter2") }'],
  [
    'an unknown argument',
    'Unknown argument "srot" on field "Query.order". Did you mean "sort"?',
    '{ order(id: 1, srot: "hunter2") }',
  ],
  [
    'a missing argument',
    'Field "order" argument "id" of type "ID!" is required, but it was not provided.',
    '{ order }',
  ],
  [
    'an argument that a variable sets to null',
    'Argument "quantity" of non-null type "Int!" must not be null.',
    'query ($n: Int = 1) { order(id: 1, quantity: $n) }',
    { n: null },
  ],
  ['a syntax error', 'The document is not valid GraphQL.', '{ order(id: "hunter2" }'],
])('names the position of %s, and no value', async (_problem, message, query, variables) => {
  const error = await errorOf(query, variables)
  expect(error?.message).toBe(message)
  expect(error?.extensions?.code).toBe('BAD_USER_INPUT')
  expect(JSON.stringify(error)).not.toContain(SECRET)
  expect(lines).toEqual([])
})

test('refuses an operation name that the document does not have', async () => {
  const error = await errorOf('query A { fail } query B { fail }', {}, SECRET)
  expect(error?.message).toMatch(/“operationName” must name an operation/)
})

test('redacts a card number that is used as a name', async () => {
  const error = await errorOf('{ order_4242424242424242 }')
  expect(error?.message).toBe('Cannot query field "order_[card]" on type "Query".')
})

test('hides an unexpected error from the client, and logs it in full', async () => {
  failure = new TypeError(`${SECRET} is not a function`)
  const error = await errorOf('{ fail }')
  expect(error).toEqual({
    message: 'Something went wrong on our side. The error has been logged.',
    locations: [{ line: 1, column: 3 }],
    path: ['fail'],
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  })
  expect(lines).toMatchObject([{ level: 50, msg: 'Unexpected error in a GraphQL request' }])
  expect(lines[0]?.err?.message).toBe(`${SECRET} is not a function`)
})

test('reports an outage as SERVICE_UNAVAILABLE, and logs its cause', async () => {
  failure = Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' })
  expect((await errorOf('{ fail }'))?.extensions?.code).toBe('SERVICE_UNAVAILABLE')
  failure = serviceUnavailable(new Error(SECRET))
  const error = await errorOf('{ fail }')
  expect(error?.extensions?.code).toBe('SERVICE_UNAVAILABLE')
  expect(JSON.stringify(error)).not.toContain(SECRET)
  expect(lines.map(({ level, err }) => [level, err?.message])).toEqual([
    [40, SECRET],
    [40, SECRET],
  ])
})
