import { toDecimalString } from '@triclic/money'
import { timeIn } from '#lib/csv-time.ts'
import { ledgerKindTexts } from '#lib/ledger/labels.ts'
import { readLedgerFilter, toLedgerFilterInput } from '#lib/ledger/ledger-filter.ts'
import { ledgerEntriesQuery } from '#lib/ledger/ledger.documents.ts'
import { channelText } from '#lib/order/labels.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { csvResponse } from '#lib/server/csv-response.ts'
import { requestMerchantApi } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

const PAGE_SIZE = 500

/** An amount as spreadsheets read a number in the language. */
function decimal(amount: number, currency: string): string {
  const text = toDecimalString({ amount, currency })
  return getLocale() === 'fr' ? text.replace('.', ',') : text
}

/** Exports exactly the entries that the page shows with the same filter. Money received and returned has a column each, so that no amount begins with a minus. */
export const GET: RequestHandler = (event) => {
  const filter = toLedgerFilterInput(readLedgerFilter(event.url.searchParams))
  return csvResponse(event, {
    file: m.ledger_file(),
    headings: [
      m.ledger_column_number(),
      m.ledger_column_date(),
      m.ledger_kind(),
      m.ledger_column_order(),
      m.ledger_column_reference(),
      m.ledger_received(),
      m.ledger_returned(),
      m.ledger_running_total(),
      m.ledger_column_currency(),
      m.ledger_column_test(),
      m.ledger_column_channel(),
      m.ledger_column_hash(),
    ],
    read: (after) => requestMerchantApi(event, ledgerEntriesQuery, { filter, first: PAGE_SIZE, after }),
    rowsOf: ({ ledger }) => ledger,
    cellsOf: ({ viewer }) => {
      const shop = viewer.memberships.find(({ shop }) => shop.slug === event.params.shop)?.shop
      const toTime = timeIn(shop?.timeZone ?? 'UTC')
      return ({
        sequence,
        at,
        kind,
        orderCode,
        reference,
        amount,
        currency,
        runningTotal,
        isTest,
        channel,
        hash,
      }) => [
        String(sequence),
        toTime(at),
        ledgerKindTexts[kind](),
        orderCode ?? '',
        reference ?? '',
        amount > 0 ? decimal(amount, currency) : '',
        amount < 0 ? decimal(-amount, currency) : '',
        decimal(runningTotal, currency),
        currency,
        isTest ? m.ledger_test() : '',
        channel ? channelText[channel]() : '',
        hash,
      ]
    },
  })
}
