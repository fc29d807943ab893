export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

/**
 * Decodes a text file. A byte order mark decides; without one, NULs in every second byte mean UTF-16, valid UTF-8 is UTF-8, and anything
 * else is Windows-1252, which Excel writes in Western Europe.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const label = utf16Label(bytes)
  if (label) return { text: new TextDecoder(label).decode(bytes), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
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
