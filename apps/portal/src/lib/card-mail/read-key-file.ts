/** In characters; the API rejects longer keys. */
export const MAX_KEY_LENGTH = 65_536

/** The ASCII-armored text of a key file, which may be binary (RFC 9580, section 6). */
export function readKeyFile(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  if (!isBinary(bytes[0] ?? 0) || text.includes('-----BEGIN ')) return text
  const label = isPrivatePacket(bytes[0] ?? 0) ? 'PRIVATE' : 'PUBLIC'
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  const lines = base64.match(/.{1,64}/g) ?? []
  return `-----BEGIN PGP ${label} KEY BLOCK-----\n\n${lines.join('\n')}\n-----END PGP ${label} KEY BLOCK-----\n`
}

/** Whether the text contains a private key, which must not leave the browser. */
export const isPrivateKey = (text: string): boolean => /BEGIN\s+(\w+\s+)*PRIVATE\s+KEY/i.test(text)

/** The first byte of a packet has its highest bit set; no character of an armored key does (RFC 9580, section 4.2). */
const isBinary = (firstByte: number): boolean => (firstByte & 0x80) !== 0

/** Detected by the byte order mark, or by the zero byte next to the first letter: Windows also writes UTF-16. */
function encodingOf([first = 0, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (!isBinary(first) && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be'
  return 'utf-8'
}

/** Packet type 5, in the legacy and the current packet format. */
const isPrivatePacket = (firstByte: number): boolean =>
  (firstByte & 0x40 ? firstByte & 0x3f : (firstByte & 0x3c) >> 2) === 5
