import { expect, test } from 'vitest'
import { readRequestBlocks } from './request-blocks.ts'
import { fillPlaceholders, MissingValue, savedValues } from './request-values.ts'

test('a block “graphql run” is a request with the variables that follow it', () => {
  const page = [
    '```graphql run save="code=a.code token=a.token" expect="a.status=PAID"',
    'query',
    '```',
    '',
    '```json variables',
    '{}',
    '```',
    '```graphql',
    'not run',
    '```',
  ].join('\n')
  expect(readRequestBlocks(page)).toEqual([
    {
      query: 'query',
      variables: '{}',
      save: { code: 'a.code', token: 'a.token' },
      expect: { 'a.status': 'PAID' },
      line: 1,
      endLine: 7,
    },
  ])
})

test('placeholders become values, which keep their type', () => {
  const filled = fillPlaceholders('{"total": "{{total}}", "url": "{{origin}}/back", "key": "{{uuid}}"}', {
    total: 24900,
    origin: 'http://shop.example',
  })
  expect(filled).toEqual({
    total: 24900,
    url: 'http://shop.example/back',
    key: expect.stringMatching(/^[\da-f-]{36}$/),
  })
})

test('a value that no request has yielded yet is named', () => {
  expect(() => fillPlaceholders('{"code": "{{orderCode}}"}', {})).toThrow(MissingValue)
  expect(() => fillPlaceholders('{"code": "{{orderCode}}"}', {})).toThrow('{{orderCode}}')
})

test('saves what the answer holds, and nothing that it lacks', () => {
  const data = { products: { nodes: [{ id: 'p1' }] }, order: null }
  expect(savedValues(data, { id: 'products.nodes.0.id', code: 'order.code' })).toEqual({ id: 'p1' })
})
