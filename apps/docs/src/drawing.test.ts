import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawingSvg } from './drawing.ts'
import { readFences } from './fences.ts'

const root = join(import.meta.dirname, '../../..')

const drawings = globSync('docs/**/*.md', { cwd: root }).flatMap((file) =>
  readFences(readFileSync(join(root, file), 'utf8'))
    .filter(({ language }) => language === 'mermaid')
    .map(({ code, line }) => ({ place: `${file}:${line}`, code })),
)

test.each(drawings)('$place is drawn with its words, without loading anything', ({ code }) => {
  const svg = drawingSvg(code, 'A "drawing"')
  expect(svg).toMatch(/^<svg viewBox="[\d. ]+" width="\d+" role="img" aria-label="A &quot;drawing&quot;">/)
  expect(svg).not.toMatch(/<style|@import|https?:/)
  const [word = ''] = /[A-Za-z]{6,}/.exec(code.split('\n').slice(2).join(' ')) ?? []
  expect(svg).toContain(word)
})

test('drawings of one page do not share ids', () => {
  const [a, b] = ['flowchart LR\n  a[Alpha] --> b[Beta]', 'flowchart LR\n  a[Gamma] --> b[Delta]'].map(
    (code) => drawingSvg(code, ''),
  )
  const idsOf = (svg = '') => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(idsOf(a).length).toBeGreaterThan(0)
  expect(idsOf(a).filter((id) => idsOf(b).includes(id))).toEqual([])
})
