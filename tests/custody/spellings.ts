/** One encoding of digits that a file may contain. */
export interface Spelling {
  name: string
  bytes: Buffer
  /** For packed BCD that starts or ends within a byte: the digit in the low half of the byte before, the high half of the byte after. */
  before?: number
  after?: number
}

/** Groups in which cards print their digits, and in which buyers type and formatters write them. */
const GROUPINGS: readonly (readonly number[])[] = [
  [4, 4, 4, 4, 3],
  [4, 6, 5],
  [4, 6, 4],
  [6, 13],
]

const SEPARATORS: Record<string, string> = {
  spaces: ' ',
  hyphens: '-',
  dots: '.',
  'no-break spaces': '\u00a0',
  'narrow no-break spaces': '\u202f',
}

/** Every spelling of a number to search for. */
export function spellingsOf(digits: string): Spelling[] {
  const written = [{ name: 'plain', text: digits }, ...groupedSpellings(digits)]
  const ascii = written.map(({ name, text }) => ({ name, bytes: Buffer.from(text) }))
  const utf16 = written.flatMap(({ name, text }) => {
    const little = Buffer.from(text, 'utf16le')
    return [
      { name: `UTF-16LE ${name}`, bytes: little },
      { name: `UTF-16BE ${name}`, bytes: Buffer.from(little).swap16() },
    ]
  })
  const escaped = {
    name: 'JSON-escaped',
    bytes: Buffer.from([...digits].map((digit) => `\\u003${digit}`).join('')),
  }
  const escapedBreaks = written
    .filter(({ text }) => /[\u00a0\u202f]/.test(text))
    .map(({ name, text }) => ({
      name: `JSON-escaped ${name}`,
      bytes: Buffer.from(text.replaceAll(/[\u00a0\u202f]/g, (c) => `\\u${hexOf(c)}`)),
    }))
  const latin = written
    .filter(({ text }) => text.includes('\u00a0'))
    .map(({ name, text }) => ({ name: `Latin-1 ${name}`, bytes: Buffer.from(text, 'latin1') }))
  const encoded = [
    { name: 'digits', bytes: Buffer.from(digits) },
    { name: 'UTF-16LE digits', bytes: Buffer.from(digits, 'utf16le') },
  ].flatMap(({ name, bytes }) => [
    ...base64Spellings(bytes, name),
    { name: `hex of ${name}`, bytes: Buffer.from(bytes.toString('hex')) },
  ])
  return [
    ...ascii,
    ...utf16,
    escaped,
    ...escapedBreaks,
    ...latin,
    ...encoded,
    ...packedSpellings(digits),
    ...numberSpellings(digits),
  ]
}

const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')

function groupedSpellings(digits: string): { name: string; text: string }[] {
  const found = new Map<string, string>()
  for (const grouping of GROUPINGS) {
    const groups = splitIntoGroups(digits, grouping)
    for (const [name, separator] of Object.entries(SEPARATORS))
      if (groups) found.set(groups.join(separator), `${groups.map((g) => g.length).join('-')} by ${name}`)
  }
  return [...found].map(([text, name]) => ({ name, text }))
}

/** The digits in groups of these sizes; null if they are too many. */
function splitIntoGroups(digits: string, grouping: readonly number[]): string[] | null {
  const groups: string[] = []
  let at = 0
  for (const size of grouping) {
    if (at < digits.length) groups.push(digits.slice(at, at + size))
    at += size
  }
  return at >= digits.length ? groups : null
}

/** Base64 at each of the three alignments, without the characters that also encode neighbouring bytes. */
function base64Spellings(bytes: Buffer, name: string): Spelling[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '')
    const whole = Math.floor(((shift + bytes.length) * 8) / 6)
    const first = Math.ceil((shift * 8) / 6)
    return { name: `base64 of ${name} at ${shift}`, bytes: Buffer.from(text.slice(first, whole)) }
  })
}

/** Packed BCD, two digits a byte, starting in the high or in the low half of a byte. */
function packedSpellings(digits: string): Spelling[] {
  return [0, 1].map((skip) => {
    const body = digits.slice(skip)
    const even = body.length - (body.length % 2)
    return {
      name: `packed BCD at ${skip}`,
      bytes: Buffer.from(body.slice(0, even), 'hex'),
      ...(skip === 1 && { before: Number(digits[0]) }),
      ...(even < body.length && { after: Number(body.at(-1)) }),
    }
  })
}

/** 64-bit integers and doubles of both byte orders, for whole numbers: shorter ones would match counters. */
function numberSpellings(digits: string): Spelling[] {
  if (digits.length < 13) return []
  const integer = Buffer.alloc(8)
  integer.writeBigUInt64LE(BigInt(digits))
  const double = Buffer.alloc(8)
  double.writeDoubleLE(Number(digits))
  return [
    { name: 'integer', bytes: integer },
    { name: 'double', bytes: double },
  ].flatMap(({ name, bytes }) => [
    { name: `little-endian ${name}`, bytes },
    { name: `big-endian ${name}`, bytes: Buffer.from(bytes).swap64() },
  ])
}
