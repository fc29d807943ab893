import { expect, test } from 'vitest'
import { replaceQuotes } from './quotes.ts'

const FILE = 'a\n  // #region sum\n  one\n    two\n\n  // #endregion sum\nb'
const page = (code: string) => `# Page\n\n\`\`\`ts from="src/a.ts#sum"\n${code}\n\`\`\`\n\nEnd`
const read = (file: string) => (file === 'src/a.ts' ? FILE : '')

test('a quote becomes what the file says, without its indentation', () => {
  expect(replaceQuotes(page('old\nlines'), read)).toBe(page('one\n  two\n'))
})

test('a quote that is up to date stays as it is', () => {
  expect(replaceQuotes(page('one\n  two\n'), read)).toBe(page('one\n  two\n'))
})

test('other code blocks stay as they are', () => {
  const markdown = '```ts\nold\n```'
  expect(replaceQuotes(markdown, read)).toBe(markdown)
})

test('a region that does not exist is an error', () => {
  expect(() => replaceQuotes(page('').replace('#sum', '#gone'), read)).toThrow('src/a.ts has no region gone')
})
