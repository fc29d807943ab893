import type { Spelling } from './spellings.ts'

/** One spelling of the digits of one card, to search for. */
export interface Needle extends Spelling {
  /** The index of the card, which reveals no digit. */
  card: number
}

export type OnHit = (needle: Needle, at: number) => void

const LONG = 8
const SHORT = 4
/** Size of the hash tables, which fit a processor cache: 2^22 bits. */
const BITS = 22

/**
 * Returns a function that searches for many byte strings in one pass. Most positions are skipped because no needle ends
 * with their last two bytes, most others by a hash of the last eight (four, for shorter needles); the rest is compared.
 * See docs/decisions/0005.
 */
export function createByteSearch(needles: readonly Needle[]): (bytes: Buffer, onHit: OnHit) => void {
  const long = tableOf(needles.filter(({ bytes }) => bytes.length >= LONG))
  const short = tableOf(needles.filter(({ bytes }) => bytes.length < LONG))
  const ends = endsOf(needles)

  return (bytes, onHit) => {
    const { length } = bytes
    let older = 0
    let newer = 0
    for (let at = 0; at < length; at++) {
      older = (older << 8) | (newer >>> 24)
      newer = (newer << 8) | (bytes[at] as number)
      if (ends[newer & 0xffff] === 0) continue
      const longHash = hashOf(older, newer)
      if (long.mayEnd(longHash)) compare(long, longHash, bytes, at, onHit)
      const shortHash = hashOf(0, newer)
      if (short.mayEnd(shortHash)) compare(short, shortHash, bytes, at, onHit)
    }
  }
}

/** Marks each pair of bytes that a needle ends with. */
function endsOf(needles: readonly Needle[]): Uint8Array {
  const ends = new Uint8Array(0x10000)
  for (const { bytes } of needles) ends[bytes.readUInt16BE(bytes.length - 2)] = 1
  return ends
}

interface Table {
  mayEnd(hash: number): boolean
  byHash: Map<number, Needle[]>
}

const hashOf = (older: number, newer: number): number =>
  (Math.imul(newer, 0x9e3779b1) ^ Math.imul(older, 0x85ebca6b)) >>> (32 - BITS)

function tableOf(needles: readonly Needle[]): Table {
  const bits = new Uint8Array(2 ** BITS / 8)
  const table: Table = {
    mayEnd: (hash) => (((bits[hash >>> 3] as number) >>> (hash & 7)) & 1) === 1,
    byHash: new Map(),
  }
  for (const needle of needles) {
    const { bytes } = needle
    if (bytes.length < SHORT) throw new Error(`${needle.name} is too short to search for`)
    const newer = bytes.readInt32BE(bytes.length - 4)
    const hash = hashOf(bytes.length >= LONG ? bytes.readInt32BE(bytes.length - 8) : 0, newer)
    bits[hash >>> 3] = (bits[hash >>> 3] as number) | (1 << (hash & 7))
    const same = table.byHash.get(hash)
    if (same) same.push(needle)
    else table.byHash.set(hash, [needle])
  }
  return table
}

function compare({ byHash }: Table, hash: number, bytes: Buffer, last: number, onHit: OnHit): void {
  for (const needle of byHash.get(hash) ?? []) {
    const start = last + 1 - needle.bytes.length
    if (start < 0 || needle.bytes.compare(bytes, start, last + 1) !== 0) continue
    if (needle.before !== undefined && ((bytes[start - 1] ?? 0xff) & 15) !== needle.before) continue
    if (needle.after !== undefined && (bytes[last + 1] ?? 0xff) >>> 4 !== needle.after) continue
    onHit(needle, start)
  }
}
