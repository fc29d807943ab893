import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { archiveLines } from './archive-lines.ts'

const entry = (sequence: number) => ({
  at: '2026-01-01T00:00:00Z',
  exactAt: '2026-01-01T00:00:00.123456Z',
  sequence,
})

async function* pagesOf(...pages: ReturnType<typeof entry>[][]) {
  for (const page of pages) yield await Promise.resolve(page)
}

test('an archive holds every entry and closing as it is hashed, and ends with the hash of all of it', async () => {
  const pages = pagesOf([entry(1), entry(2)], [entry(3)])
  const parts: string[] = []
  for await (const part of archiveLines(pages, [{ period: '2026-01-01' }])) parts.push(part)
  const lines = parts.join('').trim().split('\n')
  const before = lines.slice(0, -1)
  expect(before.map((line) => JSON.parse(line) as object)).toEqual([
    ...[1, 2, 3].map((sequence) => ({ entry: { at: '2026-01-01T00:00:00.123456Z', sequence } })),
    { closing: { period: '2026-01-01' } },
  ])
  const sha256 = createHash('sha256')
    .update(before.map((line) => `${line}\n`).join(''))
    .digest('hex')
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ sha256 })
})
