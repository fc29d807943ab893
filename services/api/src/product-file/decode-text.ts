import { isUtf8 } from 'node:buffer'

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

const CHUNK_BYTES = 65_536

/**
 * Guesses the encoding of a text file. A byte order mark decides; without one, NULs in every second byte mean UTF-16, valid UTF-8 is UTF-8, and anything
 * else is Windows-1252, which Excel writes in Western Europe.
 * @returns the encoding, and its pieces, none of which ends within a character
 */
export function decodeText(bytes: Uint8Array): { encoding: Encoding; pieces: Generator<string> } {
  const utf16 = utf16Label(bytes)
  if (utf16) return { encoding: 'UTF-16', pieces: decode(bytes, utf16) }
  return isUtf8(bytes)
    ? { encoding: 'UTF-8', pieces: decode(bytes, 'utf-8') }
    : { encoding: 'Windows-1252', pieces: decode(bytes, 'windows-1252') }
}

function* decode(bytes: Uint8Array, label: string): Generator<string> {
  const decoder = new TextDecoder(label)
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const isLast = start + CHUNK_BYTES >= bytes.length
    yield decoder.decode(bytes.subarray(start, start + CHUNK_BYTES), { stream: !isLast })
  }
}

const SAMPLE_BYTES = 1_000

function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const nulsAt = (parity: number) => sample.filter((byte, index) => byte === 0 && index % 2 === parity).length
  const [even, odd] = [nulsAt(0), nulsAt(1)]
  // European text has its NULs in the upper byte of nearly every character; a few stray NULs are a damaged file.
  const most = (sample.length / 2) * 0.7
  if (odd > most && even === 0) return 'utf-16le'
  if (even > most && odd === 0) return 'utf-16be'
  return null
}
