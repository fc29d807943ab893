import { BODY_WIDTH, type Canvas, GREY, INK, PAGE } from './canvas.ts'
import { formatAmount, formatRate } from './format.ts'
import { pdfText } from './pdf-texts.ts'
import { makeRoom } from './make-room.ts'
import type { ShownDocument } from './shown-document.ts'

const ROW = 15
const LEFT_WIDTH = BODY_WIDTH * 0.48
const RIGHT = PAGE.margin + BODY_WIDTH * 0.56
const RIGHT_WIDTH = BODY_WIDTH * 0.44

/** Tax by rate on the left, totals on the right. Returns the y of their end. */
export function drawTotals(canvas: Canvas, { data }: ShownDocument, below: number): number {
  const { language, currency, totals, taxes, kind, isCancellation } = data
  const paid = data.paid ?? totals.gross
  const amount = (minor: number): string => formatAmount(minor, currency, language)
  const isInvoice = kind === 'INVOICE'
  const rows: { label: string; value: string; isBold?: boolean }[] = [
    { label: pdfText('totalNet', language), value: amount(totals.net) },
    { label: pdfText('totalTax', language), value: amount(totals.tax) },
    {
      label: pdfText(isInvoice ? 'total' : 'totalCredit', language),
      value: amount(totals.gross),
      isBold: true,
    },
    ...(isInvoice
      ? [
          { label: pdfText('paid', language), value: amount(paid) },
          { label: pdfText('due', language), value: amount(totals.gross - paid) },
        ]
      : isCancellation
        ? []
        : [{ label: pdfText('refunded', language), value: amount(totals.gross) }]),
  ]
  const height = ROW * Math.max(rows.length + 1, taxes.length + 1) + 20
  const top = makeRoom(canvas, below, height) + 16
  const bottomOfTaxes = drawTaxes(canvas, data, top)

  let y = top
  const section = canvas.open(canvas.root, 'Sect')
  for (const { label, value, isBold = false } of rows) {
    if (isBold) canvas.rule(y - 2, INK, RIGHT)
    const style = { y: isBold ? y + 4 : y, size: isBold ? 11 : 9, isBold }
    canvas.text(section, 'P', label, { ...style, x: RIGHT, width: RIGHT_WIDTH * 0.6 })
    canvas.text(section, 'P', value, {
      ...style,
      x: RIGHT + RIGHT_WIDTH * 0.5,
      width: RIGHT_WIDTH * 0.5,
      align: 'right',
    })
    y += isBold ? ROW + 10 : ROW
  }
  return Math.max(y, bottomOfTaxes)
}

function drawTaxes(
  canvas: Canvas,
  { taxes, currency, language }: ShownDocument['data'],
  top: number,
): number {
  const table = canvas.open(canvas.root, 'Table')
  const place = (column: number) => ({
    x: PAGE.margin + (column * LEFT_WIDTH) / 3,
    width: LEFT_WIDTH / 3 - 4,
    align: column === 0 ? ('left' as const) : ('right' as const),
  })
  const head = canvas.open(table, 'TR')
  for (const [column, key] of (['taxes', 'base', 'tax'] as const).entries())
    canvas.text(head, 'TH', pdfText(key, language), { ...place(column), y: top, size: 7.5, color: GREY })
  canvas.rule(top + 12, undefined, PAGE.margin, PAGE.margin + LEFT_WIDTH)
  let y = top + 17
  for (const { taxBasisPoints, base, tax } of taxes) {
    const row = canvas.open(table, 'TR')
    const cells = [
      formatRate(taxBasisPoints, language),
      formatAmount(base, currency, language),
      formatAmount(tax, currency, language),
    ]
    for (const [column, cell] of cells.entries()) canvas.text(row, 'TD', cell, { ...place(column), y })
    y += ROW
  }
  return y
}
