import type { Language } from '../../kernel/errors.ts'
import { localDay } from '../../kernel/local-day.ts'
import type { IssuedDocument } from '../factur-x/write-factur-x.ts'
import type { Cell } from '../../kernel/to-csv.ts'
import { exportText } from './export-texts.ts'

const COLUMNS = [
  'number',
  'kind',
  'date',
  'order',
  'corrects',
  'buyer',
  'country',
  'vatNumber',
  'rate',
  'base',
  'tax',
  'total',
  'currency',
  'exemption',
] as const

export const journalHead = (language: Language): Cell[] =>
  COLUMNS.map((column) => exportText(column, language))

/** The rows of a document in the journal: one for each rate, amounts of a credit note below 0. */
export function journalRows({ number, issuedAt, data }: IssuedDocument, language: Language): Cell[][] {
  const { buyer, currency, kind, taxes } = data
  const { address } = buyer
  const sign = kind === 'INVOICE' ? 1 : -1
  const money = (amount: number) => ({ amount: sign * amount || 0, currency })
  return taxes.map(({ taxBasisPoints, base, tax }) => [
    number,
    exportText(kind, language),
    localDay(issuedAt, data.timeZone),
    data.order.code,
    data.corrects?.number ?? null,
    address.company ?? `${address.firstName} ${address.lastName}`,
    address.countryCode,
    buyer.vatNumber,
    formatRate(taxBasisPoints, language),
    money(base),
    money(tax),
    money(base + tax),
    currency,
    data.exemption?.text ?? null,
  ])
}

/** 550 basis points are `5.5`, in French `5,5`. */
export const formatRate = (basisPoints: number, language: Language): string =>
  String(basisPoints / 100).replace('.', language === 'fr' ? ',' : '.')
