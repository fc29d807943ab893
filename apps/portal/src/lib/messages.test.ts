import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readMessages = (language: string) =>
  JSON.parse(readFileSync(join(root, `messages/${language}.json`), 'utf8')) as Record<string, string>

const english = readMessages('en')
const french = readMessages('fr')

it('both languages have the same messages in the same order', () => {
  expect(Object.keys(french)).toEqual(Object.keys(english))
})

it('both languages use the same parameters', () => {
  const parametersOf = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort()
  const different = Object.keys(english).filter(
    (key) => parametersOf(english[key]).join() !== parametersOf(french[key]).join(),
  )
  expect(different).toEqual([])
})

it('every message is used', () => {
  const source = globSync('src/**/*.{ts,svelte}', { cwd: root, exclude: ['src/lib/paraglide/**'] })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const used = new Set(Array.from(source.matchAll(/\bm\.(\w+)/g), ([, key]) => key))
  const unused = Object.keys(english).filter((key) => key !== '$schema' && !used.has(key))
  expect(unused).toEqual([])
})

it('French punctuation has non-breaking spaces', () => {
  expect(Object.values(french).filter((text) => / [:;!?»%]|« /.test(text))).toEqual([])
})
