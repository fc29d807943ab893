import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { dayOf, KeyMissingError } from '../../../platform/crypto/day-keys.ts'
import { loadFragmentDecrypter } from './fragment-decrypter.ts'
import { loadFragmentSealer } from './fragment-sealer.ts'
import { loadKeptDigitsKeys } from './kept-digits-keys.ts'
import { makeKeys, type KeyFolders } from './make-keys.ts'

const payment = { shopId: 'shop', orderId: 'order', paymentId: 'payment' }
const otherPayments = [
  { ...payment, shopId: 'other' },
  { ...payment, orderId: 'other' },
  { ...payment, paymentId: 'other' },
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
  test('can be decrypted only for their own payment', () => {
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    const { keyId, sealed } = keys.seal('4242424242', payment)
    expect(keyId).toBe(dayOf(new Date()))
    expect(keys.decrypt(keyId, sealed, payment)).toBe('4242424242')
    for (const other of otherPayments) expect(keys.decrypt(keyId, sealed, other)).toBeNull()
  })

  test('can’t be decrypted when a bit has changed, when truncated or with the key of another day', () => {
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    const { keyId, sealed } = keys.seal('4242424242', payment)
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(keys.decrypt(keyId, altered, payment)).toBeNull()
    }
    for (const length of [0, 12, 20, 28])
      expect(keys.decrypt(keyId, sealed.subarray(0, length), payment)).toBeNull()
    expect(keys.decrypt(dayOf(days(1)), sealed, payment)).toBeNull()
    expect(keys.decrypt('../../etc/passwd', sealed, payment)).toBeNull()
  })

  test('have a different ciphertext each time', () => {
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    expect(keys.seal('4242424242', payment).sealed).not.toEqual(keys.seal('4242424242', payment).sealed)
  })

  test('can’t be decrypted after their key is destroyed', async () => {
    const { keyId, sealed } = loadKeptDigitsKeys(folders.keptKeysDir).seal('4242424242', payment)
    const keys = loadKeptDigitsKeys(folders.keptKeysDir)
    await rm(join(folders.keptKeysDir, `${keyId}.key`))
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(KeyMissingError)
    vi.setSystemTime(Date.now() + 31_000)
    expect(keys.decrypt(keyId, sealed, payment)).toBeNull()
    vi.useRealTimers()
  })
})

describe('the card fragment', () => {
  test('can be decrypted only for its own payment and only with the private key', async () => {
    const fragment = loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', payment)
    const decrypter = loadFragmentDecrypter(folders.fragmentPrivateKeysDir)
    expect(decrypter.decrypt(fragment, payment)).toBe('424242')
    for (const other of otherPayments) expect(decrypter.decrypt(fragment, other)).toBeNull()
    const withPublicKeys = loadFragmentDecrypter(folders.fragmentPublicKeysDir)
    expect(withPublicKeys.decrypt(fragment, payment)).toBeNull()
  })

  test('can’t be decrypted when altered, with the key of another day or without its key', async () => {
    const fragment = loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', payment)
    const decrypter = loadFragmentDecrypter(folders.fragmentPrivateKeysDir)
    const flip = (text: string) => {
      const bytes = Buffer.from(text, 'base64')
      bytes[0] = (bytes[0] ?? 0) ^ 1
      return bytes.toString('base64')
    }
    expect(decrypter.decrypt({ ...fragment, sealed: flip(fragment.sealed) }, payment)).toBeNull()
    expect(decrypter.decrypt({ ...fragment, encapsulated: flip(fragment.encapsulated) }, payment)).toBeNull()
    expect(decrypter.decrypt({ ...fragment, encapsulated: '', sealed: '' }, payment)).toBeNull()
    expect(decrypter.decrypt({ ...fragment, keyId: dayOf(days(1)) }, payment)).toBeNull()
    expect(decrypter.decrypt({ ...fragment, keyId: '2020-01-01' }, payment)).toBeNull()
  })
})

describe('make-keys and the key folders', () => {
  test('create the keys of today and the next seven days once, readable by their owner only', async () => {
    for (const folder of Object.values(folders) as string[]) {
      expect(await keyFiles(folder)).toEqual(Array.from({ length: 8 }, (_, day) => `${dayOf(days(day))}.key`))
      for (const name of await keyFiles(folder))
        expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    }
    const runs = await Promise.all([makeKeys(folders), makeKeys(folders), makeKeys(folders)])
    for (const run of runs) expect(run).toEqual({ made: [], destroyed: [], warnings: [] })
  })

  test('create matching key pairs when several processes run at once', async () => {
    for (const folder of Object.values(folders) as string[]) await rm(folder, { recursive: true })
    await Promise.all([1, 2, 3, 4].map(() => makeKeys(folders)))
    const fragment = loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', payment)
    expect(loadFragmentDecrypter(folders.fragmentPrivateKeysDir).decrypt(fragment, payment)).toBe('424242')
    expect(await keyFiles(folders.fragmentPublicKeysDir)).toEqual(
      await keyFiles(folders.fragmentPrivateKeysDir),
    )
  })

  test('destroy fragment keys after 48 hours and kept keys a day after the 30 days of the longest retention', async () => {
    const today = dayOf(new Date())
    expect((await makeKeys(folders, days(1))).destroyed).toEqual([])
    expect((await makeKeys(folders, days(2))).destroyed).toEqual([`fragment ${today}`])
    for (let day = 9; day < 31; day += 7) await makeKeys(folders, days(day))
    expect((await makeKeys(folders, days(31))).destroyed).not.toContain(`kept ${today}`)
    expect((await makeKeys(folders, days(32))).destroyed).toContain(`kept ${today}`)
  })

  test('destroy nothing on the day whose clock is past every key and the day after, however often they run', async () => {
    const today = dayOf(new Date())
    const ahead = await makeKeys(folders, days(40))
    expect(ahead.destroyed).toEqual([])
    expect(ahead.warnings).toEqual([
      expect.stringMatching(/past the newest key.* No key is destroyed until the day after tomorrow\.$/),
    ])
    expect(await keyFiles(folders.keptKeysDir)).toContain(`${today}.key`)
    expect((await makeKeys(folders)).warnings).toEqual([expect.stringMatching(/the clock was set back\.$/)])
    const next = await makeKeys(folders, days(40))
    expect(next).toEqual({ made: [], destroyed: [], warnings: [] })
    expect((await makeKeys(folders, days(41))).destroyed).toEqual([])
    expect((await makeKeys(folders, days(42))).destroyed).toContain(`kept ${today}`)
  })

  test('create matching keys again for past days after the clock was set back', async () => {
    await makeKeys(folders, days(-5))
    vi.setSystemTime(days(-5))
    const fragment = loadFragmentSealer(folders.fragmentPublicKeysDir).seal('424242', payment)
    expect(loadFragmentDecrypter(folders.fragmentPrivateKeysDir).decrypt(fragment, payment)).toBe('424242')
    vi.useRealTimers()
  })

  test('refuse secret keys that everyone on the machine can read, but not public ones', async () => {
    for (const folder of Object.values(folders) as string[])
      await chmod(join(folder, `${dayOf(days(1))}.key`), 0o644)
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(
      /can be read by everyone: chmod it to 600\.$/,
    )
    expect(() => loadFragmentDecrypter(folders.fragmentPrivateKeysDir)).toThrow(KeyMissingError)
    expect(loadFragmentSealer(folders.fragmentPublicKeysDir).has(dayOf(new Date()))).toBe(true)
  })

  test('refuse a malformed key of a coming day', async () => {
    await writeFile(join(folders.keptKeysDir, `${dayOf(days(3))}.key`), 'short')
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(/is not 32 bytes in base64\.$/)
  })

  test('refuse a missing or malformed key of today with a one-sentence error', async () => {
    const today = `${dayOf(new Date())}.key`
    await writeFile(join(folders.keptKeysDir, today), 'short')
    expect(() => loadKeptDigitsKeys(folders.keptKeysDir)).toThrow(
      /^The kept key of .* is not 32 bytes in base64\.$/,
    )
    await rm(join(folders.fragmentPublicKeysDir, today))
    expect(() => loadFragmentSealer(folders.fragmentPublicKeysDir)).toThrow(/run make-keys/)
    expect(() => loadFragmentDecrypter(join(folders.keptKeysDir, 'no-such-folder'))).toThrow(KeyMissingError)
  })
})
