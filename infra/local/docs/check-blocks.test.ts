import { expect, test } from 'vitest'
import { wrongBlocks } from './check-blocks.ts'

const block = (language: string, code: string) => `# Page\n\n\`\`\`${language}\n${code}\n\`\`\`\n`

test.each([
  ['graphql', '{ shop { name nmae } }', 'Cannot query field "nmae"'],
  ['graphql merchant', '{ shop { name } }', 'Cannot query field "shop"'],
  ['graphql', '{ shop {', 'Syntax Error'],
  ['json', '{ "a": }', 'JSON'],
  ['ts', 'const a = ', 'expected'],
  ['sh', 'npm run -s gone', 'there is no npm run gone'],
  ['cobol', '', 'cobol'],
])('a wrong block of %s is reported with its line', (language, code, problem) => {
  expect(wrongBlocks('docs/a.md', block(language, code))).toEqual([
    expect.stringMatching(new RegExp(`^docs/a\\.md:3: .*${problem}`, 's')),
  ])
})

test.each([
  ['graphql run', '{ shop { name } }'],
  ['ts', 'export const a: number = 1'],
  ['sh', 'npm run check'],
])('a correct block of %s is not', (language, code) => {
  expect(wrongBlocks('docs/a.md', block(language, code))).toEqual([])
})

test('a block with a reason is not checked', () => {
  expect(wrongBlocks('docs/a.md', '<!-- unchecked: an extract -->\n\n```ts\n…\n```')).toEqual([])
})
