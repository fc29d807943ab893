import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeEncrypted } from './repository/encrypted-file.ts'
import { baseFolder, mediaFolder, SUFFIX, walFolder } from './repository/layout.ts'
import { writePosition } from './repository/position.ts'
import { verify } from './verify.ts'

const ID = '20261130T081500Z'
const SEGMENTS = ['0000000100000000000000FE', '0000000100000000000000FF', '000000010000000100000000']
const PICTURE = 'shop/picture/960.webp'
const TO = '2026-11-30T08:20:00.000Z'

let folder: string
let identity: string
const write = async (file: string) =>
  writeEncrypted(file, Readable.from([Buffer.from('content')]), await identityToRecipient(identity))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-verify-'))
  identity = await generateX25519Identity()
  const base = join(baseFolder(folder), ID)
  const file = await write(join(base, `data${SUFFIX}`))
  const manifest = { id: ID, endedAt: '2026-11-30T08:16:00.000Z', files: [file] }
  writeFileSync(join(base, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(base, 'pictures.txt'), PICTURE)
  for (const segment of SEGMENTS) await write(join(walFolder(folder), segment + SUFFIX))
  await write(join(mediaFolder(folder), PICTURE + SUFFIX))
  await writePosition(folder, { recoverableTo: TO })
})
afterEach(() => rmSync(folder, { recursive: true }))

const inFolder = (name: string) => join(folder, name + SUFFIX)
const faultsOf = async (key?: string) => (await verify(folder, key)).faults

test('backups that are whole have no fault', async () => {
  expect(await verify(folder, identity)).toEqual({
    ...{ backups: 1, segments: 3, from: '2026-11-30T08:16:00.000Z', to: TO },
    faults: [],
  })
})

test.each([
  [`base/${ID}/data`, `base/${ID}/data${SUFFIX} is missing.`],
  [`wal/${SEGMENTS[1]}`, `WAL is missing between ${SEGMENTS[0]} and ${SEGMENTS[2]}.`],
  [`media/${PICTURE}`, `The picture ${PICTURE} of base/${ID} is missing.`],
])('without %s', async (name, fault) => {
  rmSync(inFolder(name))
  expect(await faultsOf()).toEqual([fault])
})

test('without its list of pictures', async () => {
  rmSync(join(baseFolder(folder), ID, 'pictures.txt'))
  expect(await faultsOf()).toEqual([`base/${ID}/pictures.txt is missing.`])
})

test('an altered file of a complete backup is found without a key, and others with the key', async () => {
  for (const name of [`base/${ID}/data`, `wal/${SEGMENTS[0]}`, `media/${PICTURE}`]) {
    const bytes = readFileSync(inFolder(name))
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    writeFileSync(inFolder(name), bytes)
  }
  const altered = `base/${ID}/data${SUFFIX} is altered.`
  expect(await faultsOf()).toEqual([altered])
  const undecryptable = [`base/${ID}/data`, `media/${PICTURE}`, `wal/${SEGMENTS[0]}`]
  expect((await faultsOf(identity)).sort()).toEqual(
    [altered, ...undecryptable.map((name) => `${name}${SUFFIX} cannot be decrypted.`)].sort(),
  )
})

test('a folder without a manifest is not a backup', async () => {
  const manifest = join(baseFolder(folder), ID, 'manifest.json')
  renameSync(manifest, `${manifest}.partial`)
  expect(await faultsOf()).toEqual(['There is no complete backup.'])
})
