import { m } from '../paraglide/messages.js'
import type { LedgerKind, LedgerPeriod } from './ledger.documents.ts'

export const ledgerKindTexts: Record<LedgerKind, () => string> = {
  CERTIFICATION: m.ledger_kind_certification,
  BANK_PAYMENT: m.ledger_kind_bank_payment,
  TRANSFER: m.ledger_kind_transfer,
  CHEQUE: m.ledger_kind_cheque,
  REVERSAL: m.ledger_kind_reversal,
  REFUND: m.ledger_kind_refund,
  BANK_REFUND: m.ledger_kind_bank_refund,
  CHARGEBACK: m.ledger_kind_chargeback,
  UNMATCHED_RECEIPT: m.ledger_kind_unmatched_receipt,
  UNMATCHED_APPLIED: m.ledger_kind_unmatched_applied,
  UNMATCHED_REFUND: m.ledger_kind_unmatched_refund,
}

export const ledgerPeriodTexts: Record<LedgerPeriod, () => string> = {
  DAY: m.ledger_days,
  MONTH: m.ledger_months,
  YEAR: m.ledger_years,
}

/** The name of a closed period by its first day: a day, a month or a year. */
export function periodName(firstDay: string, period: LedgerPeriod, locale: string): string {
  if (period === 'YEAR') return firstDay.slice(0, 4)
  const options: Intl.DateTimeFormatOptions =
    period === 'DAY' ? { dateStyle: 'medium' } : { month: 'long', year: 'numeric' }
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone: 'UTC' })
  return format.format(new Date(`${firstDay}T00:00:00Z`))
}
