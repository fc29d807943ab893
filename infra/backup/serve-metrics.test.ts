import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveMetrics, type BackupMetrics } from './serve-metrics.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-backup-metrics-'))
const errors: unknown[] = []
let metrics: BackupMetrics
beforeAll(async () => {
  metrics = await serveMetrics({ folder, port: 0, host: '127.0.0.1', onError: (error) => errors.push(error) })
})
afterAll(async () => {
  await metrics?.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = async (): Promise<Record<string, number>> => {
  const text = await (await fetch(metrics.url)).text()
  return Object.fromEntries(
    [...text.matchAll(/^(\w+) (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
  )
}

test('says when the newest complete backup ended and up to which moment everything can be restored', async () => {
  expect(await read()).toEqual({
    triclic_backup_complete_timestamp_seconds: 0,
    triclic_backup_recoverable_timestamp_seconds: 0,
  })
  const id = '20261130T081500Z'
  mkdirSync(join(folder, 'base', id), { recursive: true })
  writeFileSync(
    join(folder, 'base', id, 'manifest.json'),
    JSON.stringify({ id, endedAt: '2026-11-30T08:16:00Z' }),
  )
  writeFileSync(join(folder, 'position.json'), JSON.stringify({ recoverableTo: '2026-11-30T09:00:00Z' }))
  expect(await read()).toEqual({
    triclic_backup_complete_timestamp_seconds: Date.UTC(2026, 10, 30, 8, 16) / 1_000,
    triclic_backup_recoverable_timestamp_seconds: Date.UTC(2026, 10, 30, 9) / 1_000,
  })
})

test('answers 500 and reports why when the folder cannot be read, and 404 for other paths', async () => {
  writeFileSync(join(folder, 'position.json'), 'damaged')
  expect((await fetch(metrics.url)).status).toBe(500)
  expect(errors).toHaveLength(1)
  expect((await fetch(metrics.url.replace('/metrics', '/'))).status).toBe(404)
})
