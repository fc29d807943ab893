import { expect, test } from 'vitest'
import { readFences, withoutCode } from './fences.ts'

test('reads language, meta, code and lines of each block, also in lists and inside longer fences', () => {
  const page = [
    '```graphql run save="a=b"',
    '{ shop }',
    '```',
    '- item',
    '  ```sh',
    '  npm start',
    '  ```',
    '````md',
    '```ts',
    '```',
    '````',
  ].join('\n')
  expect(readFences(page)).toEqual([
    {
      language: 'graphql',
      meta: 'run save="a=b"',
      code: '{ shop }',
      line: 1,
      endLine: 3,
      unchecked: undefined,
    },
    { language: 'sh', meta: '', code: 'npm start', line: 5, endLine: 7, unchecked: undefined },
    { language: 'md', meta: '', code: '```ts\n```', line: 8, endLine: 11, unchecked: undefined },
  ])
})

test('a comment right before a block says why it is not checked', () => {
  const page = '<!-- unchecked: an extract -->\n\n```ts\n…\n```\n\ntext\n\n```ts\n1\n```'
  expect(readFences(page).map(({ unchecked }) => unchecked)).toEqual(['an extract', undefined])
})

test('blanks code and keeps the position of everything else', () => {
  const page = 'a `[b](c)` [d](e)\n```\n# f\n```'
  const blanked = withoutCode(page)
  expect(blanked).toHaveLength(page.length)
  expect(blanked).not.toMatch(/b|c|f/)
  expect(blanked.indexOf('[d](e)')).toBe(page.indexOf('[d](e)'))
})
