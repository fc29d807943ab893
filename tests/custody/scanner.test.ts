import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCardDeck, SHAPES } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import { canariesOf } from './canaries.ts'
import { createScanner } from './scanner.ts'
import { spellingsOf } from './spellings.ts'

const deck = createCardDeck(randomFrom(41))
const planted = SHAPES.flatMap((shape) => [deck.next(shape).number, deck.next(shape).number])
const decoys = planted.map(() => deck.next().number)
const canaries = canariesOf(planted, decoys)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-scan-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scanner = createScanner(canaries)

/** The hits in some bytes. */
function scan(bytes: Buffer) {
  scanner.hits.length = 0
  scanner.scanBytes(bytes, 'planted')
  return scanner.hits
}

/** Bytes without a digit. */
const filler = (length: number) => Buffer.alloc(length, 'no digit is in here; \0')

/** The bytes of a spelling, with its half bytes completed. */
const completed = (spelling: { bytes: Buffer; before?: number; after?: number }) =>
  Buffer.concat([
    Buffer.from(spelling.before === undefined ? [] : [0xa0 | spelling.before]),
    spelling.bytes,
    Buffer.from(spelling.after === undefined ? [] : [(spelling.after << 4) | 0x0b]),
  ])

describe('finds a whole number', () => {
  const names = spellingsOf(planted[0]!).map(({ name }) => name)

  test.each(names)('spelled as %s', (name) => {
    for (const number of planted) {
      const spelling = spellingsOf(number).find((one) => one.name === name)
      if (!spelling) continue
      const hits = scan(Buffer.concat([filler(1000), completed(spelling), filler(1000)]))
      expect(hits.filter(({ part }) => part === 'FULL').map((hit) => hit.spelling)).toContain(name)
    }
  })

  test('finds nine or more kept digits, in every spelling', () => {
    for (const kept of planted.map((number) => number.slice(0, -6)).filter((digits) => digits.length >= 9))
      for (const spelling of spellingsOf(kept)) {
        const hits = scan(Buffer.concat([filler(100), completed(spelling), filler(100)]))
        expect(hits.length, spelling.name).toBeGreaterThan(0)
      }
  })

  test('once, wherever the chunks in which a file is read meet', async () => {
    const chunk = 4 * 1024 * 1024
    for (const shift of [-600, -300, -257, -256, -255, -20, -8, -1, 0, 1, 300]) {
      const before = filler(chunk + shift)
      writeFileSync(
        join(folder, 'planted'),
        Buffer.concat([before, Buffer.from(` ${planted[0]} `), filler(chunk)]),
      )
      const { hits, scanPath } = createScanner(canaries)
      await scanPath(folder)
      expect(hits.filter(({ part }) => part === 'FULL').map(({ offset }) => offset)).toEqual([
        before.length + 1,
      ])
    }
  })
})

describe('finds a number that the header of a WAL page splits', () => {
  const PAGE = 8192
  const SHORT_HEADER = 24
  const LONG_HEADER = 40

  /** A page header as in xlog_internal.h: magic, info, timeline, address. */
  function header(address: number, isLong: boolean): Buffer {
    const bytes = Buffer.alloc(isLong ? LONG_HEADER : SHORT_HEADER)
    bytes.writeUInt16LE(0xd118, 0)
    bytes.writeUInt16LE(isLong ? 3 : 1, 2)
    bytes.writeUInt32LE(1, 4)
    bytes.writeBigUInt64LE(BigInt(address), 8)
    return bytes
  }

  /** Fifteen digits, so that it starts or ends within a byte when packed. */
  const number = planted.find((one) => one.length === 15)!
  const splits = spellingsOf(number).flatMap((spelling) => {
    const whole = completed(spelling)
    return Array.from({ length: whole.length - 1 }, (_, cut) => ({
      name: spelling.name,
      whole,
      cut: cut + 1,
    }))
  })

  /** Writes each spelling across a page border, with its first `cut` bytes before the border. */
  function writeWal(wal: string, pagesPerSegment: number): void {
    mkdirSync(wal, { recursive: true })
    let rest = Buffer.alloc(0)
    const pages = [...splits, { whole: Buffer.alloc(0), cut: 0 }].map(({ whole, cut }, index) => {
      const head = header(index * PAGE, index % pagesPerSegment === 0)
      const body = filler(PAGE - head.length)
      rest.copy(body)
      whole.copy(body, body.length - cut)
      rest = whole.subarray(cut)
      return Buffer.concat([head, body])
    })
    for (let first = 0; first < pages.length; first += pagesPerSegment) {
      // The name of a recycled segment does not match its old content.
      const name = (pages.length - first).toString(16).toUpperCase().padStart(24, '0')
      writeFileSync(join(wal, name), Buffer.concat(pages.slice(first, first + pagesPerSegment)))
    }
  }

  test.each([
    ['a short header within a segment', splits.length + 1],
    ['a long header between segments', 1],
  ])('once, in every spelling and at every byte: %s', async (kind, pagesPerSegment) => {
    const wal = join(folder, kind, 'pg_wal')
    writeWal(wal, pagesPerSegment)
    const { hits, scanPath } = createScanner(canaries)
    await scanPath(wal)
    const full = hits.filter(({ part }) => part === 'FULL')
    const found = full.map(({ spelling, offset }) => `${spelling} ${offset}`)
    const expected = splits.map(
      ({ name, cut }, index) => `${name} ${((index % pagesPerSegment) + 1) * PAGE - cut}`,
    )
    expect(expected.filter((one) => !found.includes(one))).toEqual([])
    const places = full.map(({ place, spelling, offset }) => `${place} ${spelling} ${offset}`)
    expect(places.filter((one, index) => places.indexOf(one) !== index)).toEqual([])
  })
})

describe('short digits', () => {
  const lastSix = planted[0]!.slice(-6)

  test.each([
    ['plain', Buffer.from(`"${lastSix}"`)],
    ['UTF-16LE', Buffer.from(`"${lastSix}"`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`"${lastSix}"`, 'utf16le').swap16()],
    ['JSON-escaped', Buffer.from([...lastSix].map((digit) => `\\u003${digit}`).join(''))],
  ])('are found on their own, %s', (spelling, bytes) => {
    const hits = scan(Buffer.concat([filler(50), bytes, filler(50)]))
    expect(hits.map((hit) => [hit.part, hit.spelling, hit.entered, hit.explanation])).toContainEqual([
      'SHORT',
      spelling,
      true,
      null,
    ])
  })

  test.each([
    ['plain', Buffer.from(`1${lastSix}`)],
    ['UTF-16LE', Buffer.from(`${lastSix}0`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`0${lastSix}`, 'utf16le').swap16()],
  ])('are ignored beside other digits, %s', (_spelling, bytes) => {
    expect(scan(Buffer.concat([filler(50), bytes, filler(50)]))).toEqual([])
  })

  test.each([
    ['part of a hexadecimal number', `"--_NmP-4d${lastSix}c0ffee11-Part_1"`],
    ['part of base64', `"sealed":"hR3kQx${lastSix}mVbWzTtYpLqJ+Z=="`],
    [null, `/portal/Northfold/orders/ABCDEFGH/${lastSix}/Camille`],
    [null, `Six derniers chiffres=${lastSix}`],
  ])('are explained by their surroundings: %s', (explanation, text) => {
    expect(scan(Buffer.from(text)).map((hit) => hit.explanation)).toEqual([explanation])
  })

  test('are explained as part of a UUID, and decoys are distinguished from cards', () => {
    const uuid = `0199f5a2-7c11-7d3a-9f00-a${lastSix}bcdef`.slice(0, 36)
    const text = `id ${uuid}, ${decoys[0]!.slice(-6)}.`
    const hits = scan(Buffer.from(text))
    expect(hits.map(({ entered, explanation }) => [entered, explanation])).toEqual([
      [true, 'part of a UUID'],
      [false, null],
    ])
  })

  test('are masked in the report', () => {
    const [hit] = scan(Buffer.from(`card 4 ${lastSix} 7`))
    expect(hit?.context).toBe('card # ###### #')
  })
})
