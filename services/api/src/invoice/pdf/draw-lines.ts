import type { InvoiceData } from '../invoice-data.ts'
import { BODY_WIDTH, type Canvas, GREY, PAGE, type Structure } from './canvas.ts'
import { formatAmount, formatRate, formatUnitPrice } from './format.ts'
import { pdfText } from './pdf-texts.ts'
import { makeRoom } from './make-room.ts'
import type { ShownDocument } from './shown-document.ts'

/** The columns, from left to right: their share of the width. */
const COLUMNS = { item: 0.46, quantity: 0.08, unitPrice: 0.17, rate: 0.1, net: 0.19 }
type Column = keyof typeof COLUMNS

const PADDING = 5
const SMALL = 7.5

interface Row {
  name: string
  /** In smaller letters below the name. */
  details: string[]
  /** In smaller letters below the amount, one beside each of the last details. */
  reductions: string[]
  cells: Record<Exclude<Column, 'item'>, string>
}

/** The table of what was sold and delivered. Its head is repeated on each page. Returns the y of its end. */
export function drawLines(canvas: Canvas, { data }: ShownDocument, top: number): number {
  const table = canvas.open(canvas.root, 'Table')
  let y = drawHead(canvas, table, data, top)
  for (const row of rowsOf(data)) {
    const height = heightOf(canvas, row)
    const start = makeRoom(canvas, y, height + 2)
    if (start !== y) y = drawHead(canvas, table, data, start)
    drawRow(canvas, canvas.open(table, 'TR'), row, y)
    y += height
    canvas.rule(y)
  }
  return y
}

function drawHead(canvas: Canvas, table: Structure, { language }: InvoiceData, y: number): number {
  const row = canvas.open(table, 'TR')
  const bottoms = (Object.keys(COLUMNS) as Column[]).map((column) =>
    canvas.text(row, 'TH', pdfText(column, language), {
      ...placeOf(column),
      y,
      size: SMALL,
      color: GREY,
    }),
  )
  const bottom = Math.max(...bottoms) + 4
  canvas.rule(bottom, GREY)
  return bottom
}

function rowsOf({ lines, charges, currency, language }: InvoiceData): Row[] {
  const amount = (minor: number): string => formatAmount(minor, currency, language)
  return [
    ...lines.map((line) => ({
      name: line.name,
      details: [
        ...(line.sku ? [pdfText('sku', language, { sku: line.sku })] : []),
        ...line.discounts.map(({ label }) => pdfText('discount', language, { label })),
      ],
      reductions: line.discounts.map((discount) => `−${amount(discount.amount)}`),
      cells: {
        quantity: String(line.quantity),
        unitPrice: formatUnitPrice(line.unitPrice, currency, language),
        rate: formatRate(line.taxBasisPoints, language),
        net: amount(line.net),
      },
    })),
    ...charges.map((charge) => ({
      name: charge.name,
      details: [],
      reductions: [],
      cells: {
        quantity: '1',
        unitPrice: amount(charge.net),
        rate: formatRate(charge.taxBasisPoints, language),
        net: amount(charge.net),
      },
    })),
  ]
}

function heightOf(canvas: Canvas, { name, details }: Row): number {
  const { width } = placeOf('item')
  const heights = details.map((detail) => canvas.heightOf(detail, { width, size: SMALL }))
  return canvas.heightOf(name, { width }) + heights.reduce((sum, height) => sum + height, 0) + 2 * PADDING
}

function drawRow(
  canvas: Canvas,
  row: Structure,
  { name, details, reductions, cells }: Row,
  top: number,
): void {
  const item = placeOf('item')
  const cell = canvas.open(row, 'TD')
  let y = canvas.text(cell, 'P', name, { ...item, y: top + PADDING })
  const firstReduction = details.length - reductions.length
  const unit = placeOf('unitPrice')
  for (const [index, detail] of details.entries()) {
    const style = { y, size: SMALL, color: GREY }
    const reduction = reductions[index - firstReduction]
    const below = canvas.text(cell, 'P', detail, { ...item, ...style })
    if (reduction !== undefined) canvas.text(cell, 'P', reduction, { ...unit, ...style })
    y = below
  }
  for (const [column, text] of Object.entries(cells))
    canvas.text(row, 'TD', text, { ...placeOf(column as Column), y: top + PADDING })
}

function placeOf(column: Column): { x: number; width: number; align: 'left' | 'right' } {
  let x = PAGE.margin
  for (const [name, share] of Object.entries(COLUMNS)) {
    if (name === column) break
    x += share * BODY_WIDTH
  }
  const width = COLUMNS[column] * BODY_WIDTH
  return column === 'item'
    ? { x, width: width - 10, align: 'left' }
    : { x: x + 4, width: width - 4, align: 'right' }
}
