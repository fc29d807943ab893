import { AsyncLocalStorage } from 'node:async_hooks'
import { error, type RequestEvent } from '@sveltejs/kit'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { readAuditFilter, toAuditFilterInput } from '#lib/people/audit-filter.ts'
import { auditEntriesQuery } from '#lib/people/audit-log.documents.ts'
import { csvLine } from '#lib/people/csv.ts'
import { MerchantApiError, requestMerchantApi } from '#lib/server/merchant-api.ts'
import { redirectToSignIn } from '#lib/server/query-for-page.ts'
import { httpStatusOf } from '#lib/user-error.ts'
import type { RequestHandler } from './$types'

const PAGE_SIZE = 500

function readPage(event: RequestEvent, after: string | null) {
  const filter = toAuditFilterInput(readAuditFilter(event.url.searchParams))
  return requestMerchantApi(event, auditEntriesQuery, { filter, first: PAGE_SIZE, after })
}
type Part = Awaited<ReturnType<typeof readPage>>

/** The local time with its offset from UTC, which spreadsheets keep as text: `2026-11-29 18:05:00 +01:00`. */
function timeIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' })
  return (at) => {
    const date = new Date(at)
    const name = offset.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    return `${format.format(date)} ${name.replace('GMT', '') || '+00:00'}`
  }
}

/** The entries as CSV, a part at a time. */
async function* linesOf(event: RequestEvent, first: Part): AsyncGenerator<string> {
  const separator = getLocale() === 'fr' ? ';' : ','
  const shop = first.viewer.memberships.find(({ shop }) => shop.slug === event.params['shop'])?.shop
  const toTime = timeIn(shop?.timeZone ?? 'UTC')
  const headings = [m.audit_when(), m.audit_member(), m.audit_action(), m.audit_subject(), m.audit_address()]
  // The byte order mark tells Excel that the file is UTF-8.
  yield `\ufeff${csvLine(headings, separator)}`
  for (let part = first; ;) {
    const { nodes, pageInfo } = part.auditLog
    yield nodes
      .map(({ at, memberName, actionText, subject, address }) =>
        csvLine([toTime(at), memberName ?? m.audit_system(), actionText, subject, address ?? ''], separator),
      )
      .join('')
    if (!pageInfo.hasNextPage) return
    part = await readPage(event, pageInfo.endCursor)
  }
}

/** A body that reads the next text when the browser has taken the one before. */
function toStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  // The stream is read outside of the request, whose language and id the texts need.
  const inRequest = AsyncLocalStorage.snapshot()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await inRequest(() => texts.next())
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}

/** Exports exactly the entries that the page shows with the same filter. */
export const GET: RequestHandler = async (event) => {
  const first = await readPage(event, null).catch((failure: unknown) => {
    if (!(failure instanceof MerchantApiError)) throw failure
    if (failure.code === 'UNAUTHENTICATED') redirectToSignIn(event)
    error(httpStatusOf(failure.code), failure.code, { code: failure.code })
  })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(toStream(linesOf(event, first)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${m.audit_file()}-${event.params.shop}-${day}.csv"`,
    },
  })
}
