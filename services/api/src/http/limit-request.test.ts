import { createHash } from 'node:crypto'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { DocumentStore } from './document-store.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i))
const chain = (length: number, spreads: number) =>
  `{ shop { ...f0 } } ${times(length, (i) => `fragment f${i} on Shop { name ${`...f${i + 1} `.repeat(spreads)}}`).join(' ')}`

const ATTACKS: [attack: string, document: string, message: RegExp][] = [
  ['90 kB of fields', `{ ${'shop { name } '.repeat(6500)} }`, /too many characters/],
  ['90 kB of comments in JSON', `{ shop { name } } ${'#\n'.repeat(30_000)}`, /too many characters/],
  ['many short fields', `{ ${'a '.repeat(5000)} }`, /too many tokens/],
  ['unclosed braces', '{a'.repeat(900), /too many levels/],
  ['nested lists', `{ shop(a: ${'['.repeat(400)}${']'.repeat(400)}) }`, /too many levels/],
  ['2,400 chained fragments', chain(2400, 1), /too many characters/],
  ['200 chained fragments', chain(200, 1), /too many fragments/],
  ['fragments that double 50 times', chain(49, 2), /too many fields/],
  ['fragments that are not used', times(51, (i) => `fragment f${i} on Shop { name }`).join(' '), /fragments/],
  [
    'an unused fragment of many fields',
    `{ shop { name } } fragment f on Shop { ${'name '.repeat(401)} }`,
    /fields/,
  ],
  ['many operations', times(11, (i) => `query q${i} { shop { name } }`).join(' '), /too many operations/],
  [
    'unknown fields of a large document',
    `{ ${'shop { x } '.repeat(20)} a: shop { ${'y '.repeat(400)} } }`,
    /too many/,
  ],
]

describe.each(['/graphql', '/merchant/graphql'])('a document for %s', (path) => {
  const send = (query: string, more: object = {}) =>
    fetch(api.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shop-key': shop.key },
      body: JSON.stringify({ query, ...more }),
    })
  const errorsOf = async (response: Response) =>
    ((await response.json()) as { errors: { message: string; extensions: { code: string } }[] }).errors

  test.each(ATTACKS)('with %s is refused before it is validated', async (_attack, query, message) => {
    const response = await send(query)
    expect(response.status).toBe(400)
    expect(await errorsOf(response)).toEqual([
      { message: expect.stringMatching(message) as string, extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ])
  })

  test('with a fragment that contains itself is refused by validation', async () => {
    const response = await send('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }')
    expect(response.status).toBe(400)
    expect((await errorsOf(response))[0]?.message).toContain('Cannot spread fragment "a" within itself')
  })

  test.each([
    ['field', (name: string) => ({ query: `{ ${name} }` })],
    ['alias', (name: string) => ({ query: `{ ${name}: shop { nothing } }` })],
    ['variable', (name: string) => ({ query: `query ($${name}: Int!) { __typename }` })],
    ['operation', (name: string) => ({ query: '{ __typename }', operationName: name })],
  ])('does not repeat a very long name: %s', async (_what, body) => {
    for (const length of [101, 15_000]) {
      const { query, ...more } = body('x'.repeat(length))
      const response = await send(query, more)
      expect(response.status).toBe(400)
      expect(await errorsOf(response)).toEqual([
        { message: 'A name has more than 100 characters.', extensions: { code: 'BAD_USER_INPUT' } },
      ])
    }
  })

  test('validation stops after ten errors', async () => {
    const response = await send(`{ ${times(15, (i) => `unknown${i}`).join(' ')} }`)
    // The last one says that validation stopped.
    expect(await errorsOf(response)).toHaveLength(11)
  })

  test.each([
    ['deeply nested', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['long', JSON.stringify({ text: 'x'.repeat(90_000) })],
    ['with a long key', JSON.stringify({ ['x'.repeat(90_000)]: null })],
  ])('with extensions that are %s is refused', async (_what, extensions) => {
    const response = await fetch(api.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shop-key': shop.key },
      body: `{"query":"{ __typename }","extensions":${extensions}}`,
    })
    expect(response.status).toBe(400)
    expect((await errorsOf(response))[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

test('a document at the limits is answered', async () => {
  const aliases = times(15, (i) => `a${i}: slug`).join(' ')
  const query = `{ shop { ${aliases} ${'name '.repeat(380)} } }`
  expect((await graphql(`${api.url}/graphql`, query, {}, { 'x-shop-key': shop.key })).status).toBe(200)
})

test('accepted documents take a bounded number of bytes, and the oldest are dropped', async () => {
  const documents = new DocumentStore()
  const hash = (query: string) => createHash('sha256').update(query).digest('hex')
  const query = (index: number) => `{ shop { a${index}: name } } ${' '.repeat(15_000)}`
  for (let index = 0; index < 30; index++) await documents.set(hash(query(index)), parse(query(index)))
  expect(documents.bytes).toBeLessThanOrEqual(32_000_000)
  expect(documents.has(query(29))).toBe(true)
  expect(documents.has(query(0))).toBe(false)
})
