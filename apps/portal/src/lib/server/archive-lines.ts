import { createHash } from 'node:crypto'

/** `at` is for people; `exactAt`, to the microsecond, is what is hashed. */
interface Entry {
  at: string
  exactAt: string
}

/**
 * A closed year as lines of JSON: its entries, the closings of its months and its own, each with the values that its hash covers, and
 * last the SHA-256 of all lines before.
 */
export async function* archiveLines(
  pages: AsyncIterable<readonly Entry[]>,
  closings: readonly object[],
): AsyncGenerator<string> {
  const digest = createHash('sha256')
  const write = (rows: object[]): string => {
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    digest.update(text)
    return text
  }
  for await (const entries of pages)
    yield write(entries.map(({ exactAt, ...entry }) => ({ entry: { ...entry, at: exactAt } })))
  yield write(closings.map((closing) => ({ closing })))
  yield `${JSON.stringify({ sha256: digest.digest('hex') })}\n`
}
