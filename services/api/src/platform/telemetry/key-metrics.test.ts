import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { daysWithKeys } from './key-metrics.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-key-days-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const daysFrom = (day: string) => daysWithKeys(folder, new Date(`${day}T23:59:00Z`))

test('counts the days with a key from today on, up to the first gap', () => {
  for (const day of ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-03'])
    writeFileSync(join(folder, `${day}.key`), '')
  expect(daysFrom('2026-11-30')).toBe(2)
  expect(daysFrom('2026-12-01')).toBe(1)
  expect(daysFrom('2026-12-02')).toBe(0)
})
