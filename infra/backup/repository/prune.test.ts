import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backUpKeys } from '../folders/back-up-keys.ts'
import { filesBelow } from '../folders/back-up-folder.ts'
import { listBackups, SUFFIX, timeName, walFolder } from './layout.ts'
import { prune } from './prune.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-prune-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const day = (number: number) => new Date(Date.UTC(2026, 10, number))
const segment = (number: number) =>
  `0000000100000000000000${number.toString(16).toUpperCase().padStart(2, '0')}`

function write(path: string, content = '', moment?: Date): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  if (moment) utimesSync(file, moment, moment)
}

/** A complete backup of a day, whose WAL begins with the segment of that number. */
function addBackup(number: number, pictures: string[] = []): void {
  const id = timeName(day(number))
  const moment = day(number).toISOString()
  const manifest = {
    id,
    startedAt: moment,
    endedAt: moment,
    startWal: segment(number),
    stopWal: segment(number),
  }
  write(
    `base/${id}/manifest.json`,
    JSON.stringify({ ...manifest, label: '', serverVersion: '18', files: [] }),
  )
  write(`base/${id}/pictures.txt`, pictures.join('\n'))
}

const ids = async () => (await listBackups(folder)).map(({ id }) => id)

test('keeps the newest backup from before the period, and the WAL since', async () => {
  for (const number of [1, 5, 9, 20]) addBackup(number)
  for (const number of [1, 4, 5, 6, 20]) write(`wal/${segment(number)}${SUFFIX}`)
  write(`wal/00000002.history${SUFFIX}`)
  await prune(folder, { keepDays: 14, now: day(21) })
  expect(await ids()).toEqual([5, 9, 20].map((number) => timeName(day(number))))
  expect(await filesBelow(walFolder(folder))).toEqual([
    ...[5, 6, 20].map((number) => segment(number) + SUFFIX),
    `00000002.history${SUFFIX}`,
  ])
})

test('never removes the only backup', async () => {
  addBackup(1)
  await prune(folder, { keepDays: 14, now: new Date(Date.UTC(2027, 5, 1)) })
  expect(await ids()).toHaveLength(1)
})

test('a backup that was not finished is none, and is left alone', async () => {
  addBackup(20)
  write(`base/${timeName(day(21))}/data.tar${SUFFIX}`)
  await prune(folder, { keepDays: 14, now: day(22) })
  expect(await ids()).toEqual([timeName(day(20))])
})

test('removes a picture once it is gone from the platform and from every backup that is left', async () => {
  addBackup(1, ['old', 'recent', 'present'])
  addBackup(10, ['recent', 'present'])
  addBackup(20, ['present'])
  for (const name of ['old', 'recent', 'present']) write(`media/${name}${SUFFIX}`, '', day(1))
  write(`media/new${SUFFIX}`, '', day(20))
  write('source/present')
  await prune(folder, { keepDays: 9, media: join(folder, 'source'), now: day(21) })
  const kept = ['new', 'present', 'recent'].map((name) => name + SUFFIX)
  expect(await filesBelow(join(folder, 'media'))).toEqual(kept)
  rmSync(join(folder, 'source'), { recursive: true })
  await prune(folder, { keepDays: 9, media: join(folder, 'source'), now: new Date(Date.UTC(2027, 1, 1)) })
  expect(await filesBelow(join(folder, 'media'))).toEqual(kept)
})

test('copies of day keys end 31 days after their day, also when the folder of the keys is lost', async () => {
  const recipient = 'age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z'
  const backUp = (now: Date) =>
    backUpKeys({ folder: join(folder, 'copies'), recipient, keptKeysDir: join(folder, 'keys') }, now)
  for (const name of ['2026-10-20', '2026-11-20']) write(`keys/${name}.key`, 'a key')
  await backUp(new Date('2026-11-20T12:00:00Z'))
  const copies = () => filesBelow(join(folder, 'copies', 'kept'))
  expect(await copies()).toEqual(['2026-10-20.key', '2026-11-20.key'].map((name) => name + SUFFIX))
  rmSync(join(folder, 'keys'), { recursive: true })
  await backUp(new Date('2026-11-21T12:00:00Z'))
  expect(await copies()).toEqual([`2026-11-20.key${SUFFIX}`])
})
