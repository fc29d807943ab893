interface Around {
  bytes: Buffer
  start: number
  end: number
}

const REACH = 48

/** The surrounding text with every digit masked, so that the report of a leak is not another one. */
export const maskedContext = ({ bytes, start, end }: Around): string =>
  bytes
    .toString('latin1', Math.max(0, start - REACH), end + REACH)
    .replaceAll(/[^\x20-\x7e]/g, '·')
    .replaceAll(/\d/g, '#')

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const UUID_LENGTH = 36
/** V8 names the edges of a WeakMap after the ids of its objects in the snapshot. */
const OBJECT = /(?:part of key|-> value|WeakMap) \([^"]*@$/
const TEXT = /^[\x20-\x7e\n\r\t]{18,}$/
const HASH = /^[0-9a-f]{16,}$/i
/** Without slashes, so that a path does not match; longer than a name, with letters of both cases. */
const BASE64 = /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+]{24,}$/

/**
 * The harmless explanation for short digits, or null: part of a UUID, of hexadecimal or base64 data, of a decimal
 * number, the id of a heap object, or text that reads as packed digits.
 */
export function explain({ bytes, start, end }: Around, spelling: string): string | null {
  if (spelling.startsWith('packed'))
    return TEXT.test(bytes.toString('latin1', Math.max(0, start - 8), end + 8)) ? 'printable text' : null
  const [left, right] = [
    bytes.toString('latin1', Math.max(0, start - 2), start),
    bytes.toString('latin1', end, end + 2),
  ]
  if (/\d\.$/.test(left) || /^\.\d/.test(right)) return 'part of a decimal number'
  if (OBJECT.test(bytes.toString('latin1', Math.max(0, start - 120), start))) return 'id of a heap object'
  const near = bytes.toString('latin1', Math.max(0, start - UUID_LENGTH), end + UUID_LENGTH)
  const at = Math.min(start, UUID_LENGTH)
  for (const { index } of near.matchAll(UUID))
    if (index <= at && at + end - start <= index + UUID_LENGTH) return 'part of a UUID'
  const wordOf = (characters: string): string => {
    const before = new RegExp(`[${characters}]*$`).exec(
      bytes.toString('latin1', Math.max(0, start - 130), start),
    )
    const after = new RegExp(`^[${characters}]*`).exec(bytes.toString('latin1', end, end + 130))
    return `${before?.[0]}${bytes.toString('latin1', start, end)}${after?.[0]}`
  }
  if (HASH.test(wordOf('0-9a-fA-F'))) return 'part of a hexadecimal number'
  if (BASE64.test(wordOf('A-Za-z0-9+'))) return 'part of base64'
  return null
}
