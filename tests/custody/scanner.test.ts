import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCardDeck, SHAPES } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import { canariesOf } from './canaries.ts'
import { openScanner } from './scanner.ts'
import { spellingsOf } from './spellings.ts'

const deck = openCardDeck(randomFrom(41))
const planted = SHAPES.flatMap((shape) => [deck.next(shape).number, deck.next(shape).number])
const decoys = planted.map(() => deck.next().number)
const canaries = canariesOf(planted, decoys)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-scan-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scanner = openScanner(canaries)

function scan(bytes: Buffer) {
  scanner.hits.length = 0
  scanner.scanBytes(bytes, 'planted')
  return scanner.hits
}

/** Letters and zeros, as files hold them, with no digit. */
const filler = (length: number) => Buffer.alloc(length, 'no digit stands here; \0')

const halfBytes = (spelling: { bytes: Buffer; before?: number; after?: number }) =>
  Buffer.concat([
    Buffer.from(spelling.before === undefined ? [] : [0xa0 | spelling.before]),
    spelling.bytes,
    Buffer.from(spelling.after === undefined ? [] : [(spelling.after << 4) | 0x0b]),
  ])

describe('planted in a file, a number is found', () => {
  const ways = spellingsOf(planted[0]!).map(({ name }) => name)

  test.each(ways)('%s', (name) => {
    for (const number of planted) {
      const spelling = spellingsOf(number).find((one) => one.name === name)
      if (!spelling) continue
      const hits = scan(Buffer.concat([filler(1000), halfBytes(spelling), filler(1000)]))
      expect(hits.filter(({ what }) => what === 'FULL').map((hit) => hit.spelling)).toContain(name)
    }
  })

  test('its kept digits by themselves, of nine or more, in every spelling', () => {
    for (const kept of planted.map((number) => number.slice(0, -6)).filter((digits) => digits.length >= 9))
      for (const spelling of spellingsOf(kept)) {
        const hits = scan(Buffer.concat([filler(100), halfBytes(spelling), filler(100)]))
        expect(hits.length, spelling.name).toBeGreaterThan(0)
      }
  })

  test('wherever the pieces meet in which a file is read, and once each', async () => {
    const piece = 4 * 1024 * 1024
    for (const shift of [-600, -300, -257, -256, -255, -20, -8, -1, 0, 1, 300]) {
      const before = filler(piece + shift)
      writeFileSync(
        join(folder, 'planted'),
        Buffer.concat([before, Buffer.from(` ${planted[0]} `), filler(piece)]),
      )
      const { hits, scanPath } = openScanner(canaries)
      await scanPath(folder)
      expect(hits.filter(({ what }) => what === 'FULL').map(({ offset }) => offset)).toEqual([
        before.length + 1,
      ])
    }
  })
})

describe('torn by the header of a page of PostgreSQL’s WAL', () => {
  const PAGE = 8192
  const SHORT_HEADER = 24
  const LONG_HEADER = 40

  /** xlog_internal.h: magic, info, timeline, address; a long one names the system, and the sizes of segment and page. */
  function header(address: number, isLong: boolean): Buffer {
    const bytes = Buffer.alloc(isLong ? LONG_HEADER : SHORT_HEADER)
    bytes.writeUInt16LE(0xd118, 0)
    bytes.writeUInt16LE(isLong ? 3 : 1, 2)
    bytes.writeUInt32LE(1, 4)
    bytes.writeBigUInt64LE(BigInt(address), 8)
    return bytes
  }

  /** Of fifteen digits, so that it begins and ends within a byte where it is packed. */
  const number = planted.find((one) => one.length === 15)!
  const ways = spellingsOf(number).flatMap((spelling) => {
    const whole = halfBytes(spelling)
    return Array.from({ length: whole.length - 1 }, (_, cut) => ({
      name: spelling.name,
      whole,
      cut: cut + 1,
    }))
  })

  /** Each way at the end of a page, its first `cut` bytes before the border; pages of `inSegment` a file. */
  function writeWal(wal: string, inSegment: number): void {
    mkdirSync(wal, { recursive: true })
    let rest = Buffer.alloc(0)
    const pages = [...ways, { whole: Buffer.alloc(0), cut: 0 }].map(({ whole, cut }, index) => {
      const head = header(index * PAGE, index % inSegment === 0)
      const body = filler(PAGE - head.length)
      rest.copy(body)
      whole.copy(body, body.length - cut)
      rest = whole.subarray(cut)
      return Buffer.concat([head, body])
    })
    for (let first = 0; first < pages.length; first += inSegment) {
      // A used segment's name says nothing of what it still holds.
      const name = (pages.length - first).toString(16).toUpperCase().padStart(24, '0')
      writeFileSync(join(wal, name), Buffer.concat(pages.slice(first, first + inSegment)))
    }
  }

  test.each([
    ['short ones, within a segment', ways.length + 1],
    ['long ones, between segments', 1],
  ])('a number is found, in every spelling, cut anywhere, and once: %s', async (kind, inSegment) => {
    const wal = join(folder, kind, 'pg_wal')
    writeWal(wal, inSegment)
    const { hits, scanPath } = openScanner(canaries)
    await scanPath(wal)
    const full = hits.filter(({ what }) => what === 'FULL')
    const found = full.map(({ spelling, offset }) => `${spelling} ${offset}`)
    const expected = ways.map(({ name, cut }, index) => `${name} ${((index % inSegment) + 1) * PAGE - cut}`)
    expect(expected.filter((one) => !found.includes(one))).toEqual([])
    const places = full.map(({ place, spelling, offset }) => `${place} ${spelling} ${offset}`)
    expect(places.filter((one, index) => places.indexOf(one) !== index)).toEqual([])
  })
})

describe('six digits, and kept ones of under nine', () => {
  const six = planted[0]!.slice(-6)

  test.each([
    ['plain', Buffer.from(`"${six}"`)],
    ['UTF-16LE', Buffer.from(`"${six}"`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`"${six}"`, 'utf16le').swap16()],
    ['JSON-escaped', Buffer.from([...six].map((digit) => `\\u003${digit}`).join(''))],
  ])('are found by themselves, %s', (spelling, bytes) => {
    const hits = scan(Buffer.concat([filler(50), bytes, filler(50)]))
    expect(hits.map((hit) => [hit.what, hit.spelling, hit.entered, hit.explanation])).toContainEqual([
      'SHORT',
      spelling,
      true,
      null,
    ])
  })

  test.each([
    ['plain', Buffer.from(`1${six}`)],
    ['UTF-16LE', Buffer.from(`${six}0`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`0${six}`, 'utf16le').swap16()],
  ])('are not when other digits stand beside them, %s', (_spelling, bytes) => {
    expect(scan(Buffer.concat([filler(50), bytes, filler(50)]))).toEqual([])
  })

  test.each([
    ['part of a hexadecimal number', `"--_NmP-4d${six}c0ffee11-Part_1"`],
    ['part of base64', `"sealed":"hR3kQx${six}mVbWzTtYpLqJ+Z=="`],
    [null, `/portal/Northfold/orders/ABCDEFGH/${six}/Camille`],
    [null, `Six derniers chiffres=${six}`],
  ])('%s: told from the word that they stand in', (why, text) => {
    expect(scan(Buffer.from(text)).map(({ explanation }) => explanation)).toEqual([why])
  })

  test('are told from part of a UUID; decoys are told from cards', () => {
    const uuid = `0199f5a2-7c11-7d3a-9f00-a${six}bcdef`.slice(0, 36)
    const text = `id ${uuid}, ${decoys[0]!.slice(-6)}.`
    const hits = scan(Buffer.from(text))
    expect(hits.map(({ entered, explanation }) => [entered, explanation])).toEqual([
      [true, 'part of a UUID'],
      [false, null],
    ])
  })

  test('a report of them holds no digit', () => {
    const [hit] = scan(Buffer.from(`card 4 ${six} 7`))
    expect(hit?.context).toBe('card # ###### #')
  })
})
