import { error, type RequestEvent } from '@sveltejs/kit'
import { closedYearsQuery, ledgerEntriesQuery } from '#lib/ledger/ledger.documents.ts'
import { m } from '#lib/paraglide/messages.js'
import { archiveLines } from '#lib/server/archive-lines.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { redirectToSignIn } from '#lib/server/query-for-page.ts'
import { streamText } from '#lib/server/stream-text.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

const PAGE_SIZE = 500

interface Range {
  fromSequence: number
  toSequence: number
}

const readEntries = (event: RequestEvent, filter: Range, after: string | null) =>
  requestMerchantApi(event, ledgerEntriesQuery, { filter, first: PAGE_SIZE, after })
type Part = Awaited<ReturnType<typeof readEntries>>

/** The entries of the year, oldest first, a page at a time. */
async function* entriesOf(event: RequestEvent, range: Range): AsyncGenerator<Part['ledger']['nodes']> {
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo }: Part['ledger'] = (await readEntries(event, range, after)).ledger
    yield nodes
    if (!pageInfo.hasNextPage) return
    after = pageInfo.endCursor
  }
}

/** The archive of a closed year. The same year always gives the same file. */
export const GET: RequestHandler = async (event) => {
  const { year, shop } = event.params
  const closed = await requestMerchantApi(event, closedYearsQuery, {}).catch((failure: unknown) => {
    if (!(failure instanceof MerchantApiError)) throw failure
    if (failure.code === 'UNAUTHENTICATED') redirectToSignIn(event)
    error(httpStatusOf(failure.code), failure.code, { code: failure.code })
  })
  const isOfYear = ({ period }: { period: string }) => period.startsWith(`${year}-`)
  const first = closed.years.find(isOfYear)
  if (!first) error(404, 'Page not found', { code: 'NOT_FOUND' })
  const closings = [...closed.months, ...closed.years].filter(isOfYear)
  closings.sort((a, b) => a.sequence - b.sequence)
  const entries = entriesOf(event, { fromSequence: first.firstEntry, toSequence: first.lastEntry })
  return new Response(streamText(archiveLines(entries, closings)), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${m.ledger_file()}-${shop}-${year}.ndjson"`,
    },
  })
}
