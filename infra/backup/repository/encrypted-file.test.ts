import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashFile, readEncrypted, readIdentity, writeEncrypted } from './encrypted-file.ts'

const CONTENT = Buffer.from('an order and its buyer\n'.repeat(20_000))

let folder: string
let identity: string
let recipient: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-encrypted-'))
  identity = await generateX25519Identity()
  recipient = await identityToRecipient(identity)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content = CONTENT) =>
  writeEncrypted(join(folder, name), Readable.from([content]), recipient)
const read = async (name: string, key = identity) => buffer(await readEncrypted(join(folder, name), key))

test('what was written is read again with the private key, and is nowhere in clear', async () => {
  const written = await write('order.zst.age')
  const stored = readFileSync(join(folder, 'order.zst.age'))
  expect(stored.includes('buyer')).toBe(false)
  expect(written).toEqual({
    name: 'order.zst.age',
    bytes: stored.length,
    sha256: await hashFile(join(folder, 'order.zst.age')),
  })
  expect((await read('order.zst.age')).equals(CONTENT)).toBe(true)
})

test('an empty file stays empty', async () => {
  await write('empty.zst.age', Buffer.alloc(0))
  expect(await read('empty.zst.age')).toHaveLength(0)
})

test('another private key reads nothing', async () => {
  await write('other.zst.age')
  await expect(read('other.zst.age', await generateX25519Identity())).rejects.toThrow()
})

test.each<[what: string, change: (stored: Buffer) => Buffer]>([
  ['altered', (stored) => Buffer.concat([stored.subarray(0, -1), Buffer.from([(stored.at(-1) ?? 0) ^ 1])])],
  ['cut off', (stored) => stored.subarray(0, -20)],
])('a file that was %s is refused', async (what, change) => {
  const name = `${what}.zst.age`
  await write(name)
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name))))
  await expect(read(name)).rejects.toThrow()
})

test('a source that fails leaves no file', async () => {
  async function* failing() {
    yield await Promise.resolve(CONTENT)
    throw new Error('The disk is gone.')
  }
  const source = Readable.from(failing())
  await expect(writeEncrypted(join(folder, 'failed.zst.age'), source, recipient)).rejects.toThrow('disk')
  expect(readdirSync(folder).filter((name) => name.startsWith('failed'))).toEqual([])
})

test('a private key, or several, are read with the comments around them', async () => {
  const file = join(folder, 'private.key')
  writeFileSync(file, `# public key: ${recipient}\n${identity}\n`)
  expect(await readIdentity(file)).toBe(identity)
  const next = await generateX25519Identity()
  writeFileSync(file, `${next}\n# the earlier key\n${identity}\n`)
  await write('before.zst.age')
  expect((await read('before.zst.age', await readIdentity(file))).equals(CONTENT)).toBe(true)
  writeFileSync(file, recipient)
  await expect(readIdentity(file)).rejects.toThrow('holds no private key')
})
