export type DecimalSeparator = '.' | ','

/** A decimal number as text (`-1234.5`), or what is wrong with it. */
export type NumberReading = { decimal: string } | { problem: 'NOT_A_NUMBER' | 'AMBIGUOUS_NUMBER' }

const SPACES = /[\s\p{Zs}'’]/gu
const CURRENCY = /^(?:\p{Sc}|[A-Z]{3})|(?:\p{Sc}|[A-Z]{3})$/giu

/** Digits and separators without spaces, apostrophes and a currency; null when there is anything else. */
function strip(text: string): string | null {
  const bare = text
    .replace(SPACES, '')
    .replace('\u2212', '-')
    .replace(CURRENCY, '')
    .replace(/^(-?)\p{Sc}/u, '$1')
  return /^[-+]?(?:\d[\d.,]*|[.,]\d+)$/.test(bare) ? bare.replace(/^\+/, '') : null
}

/** The decimal separator that the numbers of a column prove; undefined while all of them can be read both ways. */
export function guessDecimalSeparator(texts: Iterable<string>): DecimalSeparator | undefined {
  for (const text of texts) {
    const bare = strip(text)
    const proven = bare && provenSeparator(bare)
    if (proven) return proven
  }
  return undefined
}

function provenSeparator(bare: string): DecimalSeparator | undefined {
  const [point, comma] = [bare.lastIndexOf('.'), bare.lastIndexOf(',')]
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ','
  const separator = point >= 0 ? '.' : ','
  const parts = bare.split(separator)
  if (parts.length > 2) return separator === '.' ? ',' : '.'
  return parts.length === 2 && (parts[1]?.length !== 3 || /^-?0*$/.test(parts[0] ?? ''))
    ? separator
    : undefined
}

/**
 * Reads a number as people and programs write it: `1 234,50 €`, `1,234.50`, `12.500000`.
 * @param separator of decimals in this column, if known. Without it, `1.234` is ambiguous.
 */
export function readNumber(text: string, separator?: DecimalSeparator): NumberReading {
  const bare = strip(text)
  if (bare === null) return { problem: 'NOT_A_NUMBER' }
  const decimals = provenSeparator(bare) ?? separator
  if (!decimals) return /[.,]/.test(bare) ? { problem: 'AMBIGUOUS_NUMBER' } : { decimal: bare }
  const thousands = decimals === '.' ? ',' : '.'
  const [whole = '', fraction, ...rest] = bare.split(decimals)
  const groups = whole.split(thousands)
  const isGrouped = groups.length === 1 || groups.slice(1).every((group) => group.length === 3)
  if (rest.length > 0 || fraction?.includes(thousands) || !isGrouped) return { problem: 'NOT_A_NUMBER' }
  const digits = groups.join('')
  return {
    decimal: `${digits === '' || digits === '-' ? `${digits}0` : digits}${fraction ? `.${fraction}` : ''}`,
  }
}

/**
 * A decimal number in units of a power of ten: `12.5` with 2 decimals is 1250.
 * @returns null when it has more decimals, unless `rounds`: then half is rounded away from zero
 */
export function toUnits(decimal: string, decimals: number, rounds: boolean): number | null {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  const rest = fraction.slice(decimals)
  if (/[1-9]/.test(rest) && !rounds) return null
  const units = Math.abs(Number(whole + kept)) + (rest >= '5' ? 1 : 0)
  return whole.startsWith('-') && units > 0 ? -units : units
}
