import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { dayOf, KeyMissingError } from '../../../platform/crypto/day-keys.ts'
import { loadFragmentDecrypter } from './fragment-decrypter.ts'
import { loadFragmentSealer } from './fragment-sealer.ts'
import { loadKeptDigitsKeys } from './kept-digits-keys.ts'
import { makeKeys, type KeyFolders } from './make-keys.ts'

const owner = { shopId: 'shop', orderId: 'order', paymentId: 'payment' }
const others = [
  { ...owner, shopId: 'other' },
  { ...owner, orderId: 'other' },
  { ...owner, paymentId: 'other' },
]
const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
const keyFiles = (folder: string) => readdir(folder).then((names) => names.sort())

let folders: KeyFolders

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'triclic-seals-'))
  folders = {
    keptKeysDir: join(root, 'kept'),
    fragmentPublicKeysDir: join(root, 'public'),
    fragmentPrivateKeysDir: join(root, 'private'),
  }
  await makeKeys(folders)
  return () => rm(root, { recursive: true })
})

describe('kept digits', () => {
  test('open for their owner alone', () => {
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    const { keyId, sealed } = keys.seal('4242424242', owner)
    expect(keyId).toBe(dayOf(new Date()))
    expect(keys.open(keyId, sealed, owner)).toBe('4242424242')
    for (const other of others) expect(keys.open(keyId, sealed, other)).toBeNull()
  })

  test('do not open once a bit has changed, cut short, or under another day’s key', () => {
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    const { keyId, sealed } = keys.seal('4242424242', owner)
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(keys.open(keyId, altered, owner)).toBeNull()
    }
    for (const short of [0, 12, 20, 28]) expect(keys.open(keyId, sealed.subarray(0, short), owner)).toBeNull()
    expect(keys.open(dayOf(days(1)), sealed, owner)).toBeNull()
    expect(keys.open('../../etc/passwd', sealed, owner)).toBeNull()
  })

  test('are sealed unlike each time', () => {
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    expect(keys.seal('4242424242', owner).sealed).not.toEqual(keys.seal('4242424242', owner).sealed)
  })

  test('do not open once their key is destroyed', async () => {
    const { keyId, sealed } = loadKeptDigitsKeys(folders.keptKeysDir).seal('4242424242', owner)
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    await rm(join(folders.keptKeysDir, `${keyId}.key`))
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(KeyMissingError)
    vi.setSystemTime(Date.now() + 31_000)
    expect(keys.open(keyId, sealed, owner)).toBeNull()
    vi.useRealTimers()
  })
})

describe('the fragment', () => {
  test('opens for its owner with the worker’s key alone', async () => {
    const fragment = await loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', owner)
    const opener = loadFragmentDecrypter(folders.fragmentPrivateKeysDir)
    expect(await opener.open(fragment, owner)).toBe('424242')
    for (const other of others) expect(await opener.open(fragment, other)).toBeNull()
    const withPublic = loadFragmentDecrypter(folders.fragmentPublicKeysDir)
    expect(await withPublic.open(fragment, owner)).toBeNull()
  })

  test('does not open altered, named after another key, or once its key is destroyed', async () => {
    const fragment = await loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', owner)
    const opener = loadFragmentDecrypter(folders.fragmentPrivateKeysDir)
    const flip = (text: string) => {
      const bytes = Buffer.from(text, 'base64')
      bytes[0] = (bytes[0] ?? 0) ^ 1
      return bytes.toString('base64')
    }
    expect(await opener.open({ ...fragment, sealed: flip(fragment.sealed) }, owner)).toBeNull()
    expect(await opener.open({ ...fragment, encapsulated: flip(fragment.encapsulated) }, owner)).toBeNull()
    expect(await opener.open({ ...fragment, encapsulated: '', sealed: '' }, owner)).toBeNull()
    expect(await opener.open({ ...fragment, keyId: dayOf(days(1)) }, owner)).toBeNull()
    expect(await opener.open({ ...fragment, keyId: '2020-01-01' }, owner)).toBeNull()
  })
})

describe('keys', () => {
  test('are made for today and seven days ahead, for their owner alone to read, once', async () => {
    for (const folder of Object.values(folders) as string[]) {
      expect(await keyFiles(folder)).toEqual(Array.from({ length: 8 }, (_, day) => `${dayOf(days(day))}.key`))
      for (const name of await keyFiles(folder))
        expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    }
    const runs = await Promise.all([makeKeys(folders), makeKeys(folders), makeKeys(folders)])
    for (const run of runs) expect(run).toEqual({ made: [], destroyed: [], warnings: [] })
  })

  test('made by several at once still fit each other', async () => {
    for (const folder of Object.values(folders) as string[]) await rm(folder, { recursive: true })
    await Promise.all([1, 2, 3, 4].map(() => makeKeys(folders)))
    const fragment = await loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', owner)
    expect(await loadFragmentDecrypter(folders.fragmentPrivateKeysDir).open(fragment, owner)).toBe('424242')
    expect(await keyFiles(folders.fragmentPublicKeysDir)).toEqual(
      await keyFiles(folders.fragmentPrivateKeysDir),
    )
  })

  test('of fragments are destroyed after 48 h, of kept digits a day after 30', async () => {
    const today = dayOf(new Date())
    expect((await makeKeys(folders, days(1))).destroyed).toEqual([])
    expect((await makeKeys(folders, days(2))).destroyed).toEqual([`fragment ${today}`])
    expect((await makeKeys(folders, days(31))).destroyed).not.toContain(`kept ${today}`)
    expect((await makeKeys(folders, days(32))).destroyed).toContain(`kept ${today}`)
  })

  test('are not destroyed by a clock that is ahead of them all, until it stays so', async () => {
    const today = dayOf(new Date())
    const ahead = await makeKeys(folders, days(40))
    expect(ahead.destroyed).toEqual([])
    expect(ahead.warnings).toEqual([
      expect.stringMatching(/past the newest key.* None is destroyed this time\.$/),
    ])
    expect(await keyFiles(folders.keptKeysDir)).toContain(`${today}.key`)
    expect((await makeKeys(folders)).warnings).toEqual([expect.stringMatching(/the clock went back\.$/)])
    const still = await makeKeys(folders, days(40))
    expect(still.warnings).toEqual([])
    expect(still.destroyed).toContain(`kept ${today}`)
  })

  test('of a day that a clock set back comes to again are made again, and fit each other', async () => {
    await makeKeys(folders, days(-5))
    vi.setSystemTime(days(-5))
    const fragment = await loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', owner)
    expect(await loadFragmentDecrypter(folders.fragmentPrivateKeysDir).open(fragment, owner)).toBe('424242')
    vi.useRealTimers()
  })

  test('that everyone on the machine may read stop the start; public ones may be', async () => {
    for (const folder of Object.values(folders) as string[])
      await chmod(join(folder, `${dayOf(days(1))}.key`), 0o644)
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(
      /can be read by everyone: chmod it to 600\.$/,
    )
    expect(() => loadFragmentDecrypter(folders.fragmentPrivateKeysDir)).toThrow(KeyMissingError)
    expect(loadFragmentSealer(folders.fragmentPublicKeysDir).has(dayOf(new Date()))).toBe(true)
  })

  test('of days to come that are malformed stop the start', async () => {
    await writeFile(join(folders.keptKeysDir, `${dayOf(days(3))}.key`), 'short')
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(/is not 32 bytes in base64\.$/)
  })

  test('missing or malformed stop the start, in one sentence', async () => {
    const today = `${dayOf(new Date())}.key`
    await writeFile(join(folders.keptKeysDir, today), 'short')
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(
      /^The kept key of .* is not 32 bytes in base64\.$/,
    )
    await rm(join(folders.fragmentPublicKeysDir, today))
    expect(() => loadFragmentSealer(folders.fragmentPublicKeysDir)).toThrow(/run make-keys/)
    expect(() => loadFragmentDecrypter(join(folders.keptKeysDir, 'nowhere'))).toThrow(KeyMissingError)
  })
})
