import type { MerchantContext } from '../../app/context.ts'
import { dailyTaxTotals } from '../daily-tax-totals.ts'
import { BYTE_ORDER_MARK, toCsv, type Cell } from '../../kernel/to-csv.ts'
import { exportText } from './export-texts.ts'
import { formatRate } from './journal.ts'

const COLUMNS = ['date', 'currency', 'rate', 'base', 'tax', 'total', 'invoices', 'creditNotes'] as const

/** The daily totals of a period as a CSV file. */
export async function exportTaxTotals(
  ctx: MerchantContext,
  period: { since: string; until: string },
): Promise<string> {
  const { language } = ctx
  const rows = (await dailyTaxTotals(ctx, period)).map((total): Cell[] => [
    total.day,
    total.currency,
    formatRate(total.taxBasisPoints, language),
    { amount: total.base, currency: total.currency },
    { amount: total.tax, currency: total.currency },
    { amount: total.base + total.tax, currency: total.currency },
    total.invoiceCount,
    total.creditNoteCount,
  ])
  const head = COLUMNS.map((column) => exportText(column, language))
  return BYTE_ORDER_MARK + toCsv([head, ...rows], language)
}
