import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../messages')
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>
const french = globSync('**/fr.json', { cwd: folder })

it.each(french)('%s says what its English neighbour says', (file) => {
  expect(Object.keys(read(file))).toEqual(Object.keys(read(file.replace(/fr\.json$/, 'en.json'))))
})

it.each(french)('%s keeps its signs on the line of their words', (file) => {
  const texts = Object.values(read(file)).map((text) => JSON.stringify(text))
  expect(texts.filter((text) => / [:;!?»]|« /.test(text))).toEqual([])
})
