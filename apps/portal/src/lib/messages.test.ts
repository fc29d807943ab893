import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readMessages = (area: string, language: string) =>
  JSON.parse(readFileSync(join(root, 'messages', area, `${language}.json`), 'utf8')) as Record<string, string>

/** The folders of messages; the first one is for all areas. */
const areas = globSync('**/en.json', { cwd: join(root, 'messages') }).map((file) =>
  file.replace(/\/?en\.json$/, ''),
)
const source = globSync('src/**/*.{ts,svelte}', { cwd: root, exclude: ['src/lib/paraglide/**'] })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')
const used = new Set(Array.from(source.matchAll(/\bm\.(\w+)/g), ([, key]) => key))

describe.each(areas)('the messages in messages/%s', (area) => {
  const english = readMessages(area, 'en')
  const french = readMessages(area, 'fr')

  it('are the same in both languages, in the same order', () => {
    expect(Object.keys(french)).toEqual(Object.keys(english))
  })

  it('have the same parameters in both languages', () => {
    const parametersOf = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort()
    const different = Object.keys(english).filter(
      (key) => parametersOf(english[key]).join() !== parametersOf(french[key]).join(),
    )
    expect(different).toEqual([])
  })

  it('are all used', () => {
    const unused = Object.keys(english).filter((key) => key !== '$schema' && !used.has(key))
    expect(unused).toEqual([])
  })

  it('have non-breaking spaces before French punctuation', () => {
    expect(Object.values(french).filter((text) => / [:;!?»%]|« /.test(text))).toEqual([])
  })
})

it('no two areas have a message of the same name', () => {
  const keys = areas
    .flatMap((area) => Object.keys(readMessages(area, 'en')))
    .filter((key) => key !== '$schema')
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})
