/** The most characters that the API reads as a key. */
export const MOST_KEY_LENGTH = 65_536

/** The armored text of a key file, whether it is armored already or binary (RFC 9580, section 6). */
export function readKeyFile(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  if (!isBinary(bytes[0] ?? 0) || text.includes('-----BEGIN ')) return text
  const label = isPrivatePacket(bytes[0] ?? 0) ? 'PRIVATE' : 'PUBLIC'
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  const lines = base64.match(/.{1,64}/g) ?? []
  return `-----BEGIN PGP ${label} KEY BLOCK-----\n\n${lines.join('\n')}\n-----END PGP ${label} KEY BLOCK-----\n`
}

/** Whether a text is a private key, which must not leave the browser. */
export const isPrivateKey = (text: string): boolean => /BEGIN\s+(\w+\s+)*PRIVATE\s+KEY/i.test(text)

/** Every packet's head has the highest bit set, and no letter of an armored key has (RFC 9580, section 4.2). */
const isBinary = (head: number): boolean => (head & 0x80) !== 0

/** By the byte order mark, else by the zero beside a first letter: Windows writes text files in UTF-16 too. */
function encodingOf([first = 0, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (!isBinary(first) && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be'
  return 'utf-8'
}

/** Tag 5, in the old form of a packet's head and in the new one. */
const isPrivatePacket = (head: number): boolean => (head & 0x40 ? head & 0x3f : (head & 0x3c) >> 2) === 5
