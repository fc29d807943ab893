import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zipOf, type TestEntry } from '../../../test/zip.ts'
import { openArchive } from './open-archive.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triclic-archive-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function open(bytes: Uint8Array) {
  const path = join(folder, 'test.zip')
  await writeFile(path, bytes)
  return openArchive(path)
}

async function opened(entries: TestEntry[]) {
  const archive = await open(zipOf(entries))
  if ('refused' in archive) throw new Error(archive.refused)
  return archive
}

const photo = { name: 'photos/thé.jpg', content: 'a picture' }

describe('an archive', () => {
  test('lists its files without folders and what macOS adds, and extracts each', async () => {
    const archive = await opened([
      { name: 'photos/', content: '' },
      photo,
      { name: '__MACOSX/photos/._thé.jpg', content: 'x' },
      { name: 'photos/.DS_Store', content: 'x' },
      { name: 'deflated.txt', content: 'x'.repeat(5_000), isDeflated: true },
    ])
    expect(archive.files).toEqual([
      { index: 1, name: 'photos/thé.jpg', byteSize: 9 },
      { index: 4, name: 'deflated.txt', byteSize: 5_000 },
    ])
    const target = join(folder, 'extracted')
    expect(await archive.extract(archive.files[1] as never, target)).toBe(true)
    expect(await readFile(target, 'utf8')).toBe('x'.repeat(5_000))
    archive.close()
  })

  test('names are compared in one form: macOS writes an accent as a character of its own', async () => {
    const archive = await opened([{ name: 'the\u0301.jpg', content: 'x' }])
    expect(archive.files[0]?.name).toBe('th\u00e9.jpg')
    archive.close()
  })

  test.each<[string, Uint8Array, string]>([
    ['that is no ZIP file', Buffer.from('Name,Price\nTea,1\n'), 'ARCHIVE_UNREADABLE'],
    ['that is empty', Buffer.alloc(0), 'ARCHIVE_UNREADABLE'],
    ['that is truncated', zipOf([photo]).subarray(0, 60), 'ARCHIVE_UNREADABLE'],
    ['that is encrypted', zipOf([{ ...photo, isEncrypted: true }]), 'ARCHIVE_ENCRYPTED'],
    [
      'with a name that leads out of it',
      zipOf([{ ...photo, name: '../../etc/passwd' }]),
      'ARCHIVE_NAME_UNSAFE',
    ],
    ['with an absolute name', zipOf([{ ...photo, name: '/etc/passwd' }]), 'ARCHIVE_NAME_UNSAFE'],
    ['with a drive letter', zipOf([{ ...photo, name: 'C:/photo.jpg' }]), 'ARCHIVE_NAME_UNSAFE'],
    [
      'with a link',
      zipOf([{ name: 'photo.jpg', content: '/etc/passwd', isLink: true }]),
      'ARCHIVE_NAME_UNSAFE',
    ],
    [
      'with too many files',
      zipOf(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, content: '' }))),
      'ARCHIVE_TOO_LARGE',
    ],
    [
      'that claims far more content than it has bytes',
      zipOf([{ ...photo, isDeflated: true, claimedBytes: 4_000_000_000 }]),
      'ARCHIVE_TOO_LARGE',
    ],
    [
      'whose content is a thousand times as large as it',
      zipOf([{ name: 'bomb.jpg', content: new Uint8Array(30_000_000), isDeflated: true }]),
      'ARCHIVE_TOO_LARGE',
    ],
  ])('%s is refused', async (_name, bytes, refused) => {
    expect(await open(bytes)).toEqual({ refused })
  })

  test('a file with more content than its directory says is not written beyond that', async () => {
    const archive = await opened([
      { name: 'bomb.jpg', content: new Uint8Array(5_000_000), isDeflated: true, claimedBytes: 1_000 },
    ])
    const target = join(folder, 'bomb')
    expect(await archive.extract(archive.files[0] as never, target)).toBe(false)
    expect((await stat(target)).size).toBeLessThanOrEqual(70_000)
    archive.close()
  })

  test('any bytes are opened or refused, and no file is extracted elsewhere', async () => {
    const valid = zipOf([photo, { name: 'b.txt', content: 'y'.repeat(300), isDeflated: true }])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 8 }),
        async (changes) => {
          const bytes = Buffer.from(valid)
          for (const [index, value] of changes) bytes[index] = value
          const archive = await open(bytes)
          if ('refused' in archive) return
          for (const file of archive.files) {
            expect(file.name).not.toMatch(/(^|\/)\.\.(\/|$)|^\//)
            if (file.byteSize < 10_000) await archive.extract(file, join(folder, 'any'))
          }
          archive.close()
        },
      ),
      { numRuns: 300 },
    )
  })
})
