const CANDIDATES = [',', ';', '\t']

/** The separator that occurs most in the header, outside quotation marks; a comma when there is none. */
export function guessSeparator(text: string): string {
  const header = firstRecord(text)
  const counts = CANDIDATES.map((candidate) => header.split(candidate).length)
  return CANDIDATES[counts.indexOf(Math.max(...counts))] ?? ','
}

const MAX_HEADER_LENGTH = 50_000

function firstRecord(text: string): string {
  const start = text.slice(0, MAX_HEADER_LENGTH).replace(/^[\s\ufeff]+/, '')
  const withoutQuoted = start.replaceAll(/"(?:[^"]|"")*"/g, '')
  return /^.*/.exec(withoutQuoted)?.[0] ?? ''
}
