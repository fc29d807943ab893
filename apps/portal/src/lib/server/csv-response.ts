import { error, type RequestEvent } from '@sveltejs/kit'
import { csvLine } from '../csv.ts'
import { getLocale } from '../paraglide/runtime.js'
import { httpStatusOf } from '../user-error.ts'
import { MerchantApiError } from './merchant-api.ts'
import { redirectToSignIn } from './query-for-page.ts'
import { streamText } from './stream-text.ts'

/** A list of the API that is read in parts. */
export interface CsvSource<Part, Row> {
  /** The name of the file, without the shop, the day and the ending. */
  file: string
  headings: readonly string[]
  /** The part that follows a cursor; null for the first. */
  read: (after: string | null) => Promise<Part>
  rowsOf: (part: Part) => {
    nodes: readonly Row[]
    pageInfo: { hasNextPage: boolean; endCursor: string | null }
  }
  /** Made from the first part, which knows the shop. */
  cellsOf: (first: Part) => (row: Row) => readonly string[]
}

/** The rows of a list as a CSV file for spreadsheets in the reader's language, sent while it is read. */
export async function csvResponse<Part, Row>(
  event: RequestEvent,
  source: CsvSource<Part, Row>,
): Promise<Response> {
  const first = await source.read(null).catch((failure: unknown) => {
    if (!(failure instanceof MerchantApiError)) throw failure
    if (failure.code === 'UNAUTHENTICATED') redirectToSignIn(event)
    error(httpStatusOf(failure.code), failure.code, { code: failure.code })
  })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamText(linesOf(source, first)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${source.file}-${event.params['shop']}-${day}.csv"`,
    },
  })
}

async function* linesOf<Part, Row>(source: CsvSource<Part, Row>, first: Part): AsyncGenerator<string> {
  const separator = getLocale() === 'fr' ? ';' : ','
  const cells = source.cellsOf(first)
  // The byte order mark tells Excel that the file is UTF-8.
  yield `\ufeff${csvLine(source.headings, separator)}`
  for (let part = first; ;) {
    const { nodes, pageInfo } = source.rowsOf(part)
    yield nodes.map((row) => csvLine(cells(row), separator)).join('')
    if (!pageInfo.hasNextPage) return
    part = await source.read(pageInfo.endCursor)
  }
}
