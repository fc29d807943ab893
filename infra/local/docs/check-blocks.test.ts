import { expect, test } from 'vitest'
import { typedBlocksOf, uncheckedProblems, wrongBlocks } from './check-blocks.ts'
import { typeErrors } from './type-errors.ts'

const block = (language: string, code: string) => `# Page\n\n\`\`\`${language}\n${code}\n\`\`\`\n`

test.each([
  ['graphql', '{ shop { name nmae } }', 'Cannot query field "nmae"'],
  ['graphql merchant', '{ shop { name } }', 'Cannot query field "shop"'],
  ['graphql', '{ shop {', 'Syntax Error'],
  ['json', '{ "a": }', 'JSON'],
  ['ts', 'const a = ', 'expected'],
  ['sh run', 'npm run -s gone', 'there is no npm run gone'],
  ['sh', 'npm run check', 'are run by tests/docs'],
  ['mermaid', 'nonsense', ''],
  ['cobol', '', 'cobol'],
])('a wrong block of %s is reported with its line', (language, code, problem) => {
  expect(wrongBlocks('docs/a.md', block(language, code))).toEqual([
    expect.stringMatching(new RegExp(`^docs/a\\.md:3: .*${problem}`, 's')),
  ])
})

test.each([
  ['graphql run', '{ shop { name } }'],
  ['ts', 'export const a: number = 1'],
  ['sh run', 'npm run check'],
  ['mermaid', 'flowchart LR\n  a --> b'],
])('a correct block of %s is not', (language, code) => {
  expect(wrongBlocks('docs/a.md', block(language, code))).toEqual([])
})

test('a block with a reason is not checked', () => {
  expect(wrongBlocks('docs/a.md', '<!-- unchecked: an extract -->\n\n```ts\n…\n```')).toEqual([])
})

test('TypeScript is checked with the packages of the workspace and what is given', () => {
  const errorsOf = (markdown: string) => typeErrors(typedBlocksOf('docs/a.md', markdown))
  const call = "import { accepted } from '@triclic/storefront-client'\naccepted(payload)"
  expect(errorsOf(block('ts', call))).toEqual(["docs/a.md:5: Cannot find name 'payload'."])
  expect(
    errorsOf(
      `# Page\n\n<!-- given: declare const payload: { userErrors: [] } -->\n${block('ts', call).replace('# Page\n\n', '')}`,
    ),
  ).toEqual([])
  expect(errorsOf(block('ts', "const a: number = 'b'"))).toEqual([
    expect.stringMatching(/^docs\/a\.md:4: .*not assignable/),
  ])
})

test('the number of blocks that are not checked may not grow', () => {
  expect(uncheckedProblems([{ source: 'docs/a.md', markdown: block('http', '').repeat(20) }])).toEqual([
    expect.stringContaining('20 code blocks are not checked'),
  ])
})
