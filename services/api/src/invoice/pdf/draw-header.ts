import { localDay } from '../../kernel/local-day.ts'
import { SIREN_COUNTRIES } from '../../shop/business/siren-countries.ts'
import type { InvoiceData } from '../invoice-data.ts'
import { BODY_WIDTH, type Canvas, GREY, PAGE, type Structure } from './canvas.ts'
import { formatCountry, formatDay, formatSiren } from './format.ts'
import { pdfText } from './pdf-texts.ts'
import type { ShownDocument } from './shown-document.ts'

const HALF = BODY_WIDTH / 2
const GAP = 24

/** The shop, the title, dates, and who sells to whom. Returns the y of its end. */
export function drawHeader(canvas: Canvas, shown: ShownDocument): number {
  const { data } = shown
  const { doc } = canvas
  if (data.accentColor) {
    const color = data.accentColor
    canvas.artifact(() => doc.rect(0, 0, PAGE.width, 5).fill(color))
  }
  const top = PAGE.margin
  const left = canvas.text(canvas.root, 'P', data.seller.shopName, {
    x: PAGE.margin,
    y: top + 4,
    width: HALF - GAP,
    size: 13,
    isBold: true,
  })
  const right = drawTitle(canvas, shown, top)
  const y = drawFacts(canvas, shown, Math.max(left, right) + 14)
  return drawParties(canvas, data, y + 18) + 20
}

function drawTitle(canvas: Canvas, { number, data }: ShownDocument, y: number): number {
  const { language, isBilingual, kind } = data
  const key = kind === 'INVOICE' ? 'invoice' : 'creditNote'
  const title = [pdfText(key, language), isBilingual ? pdfText(key, 'fr') : null].filter(Boolean).join(' / ')
  const place = { x: PAGE.margin + HALF, width: HALF, align: 'right' } as const
  const below = canvas.text(canvas.root, 'H1', title, { ...place, y, size: 20, isBold: true })
  return canvas.text(canvas.root, 'P', pdfText('number', language, { number }), {
    ...place,
    y: below + 2,
    size: 11,
    color: GREY,
  })
}

/** Labels with their values, side by side. */
function drawFacts(canvas: Canvas, { issuedOn, data }: ShownDocument, y: number): number {
  const { language, order, corrects, suppliedOn } = data
  const orderedOn = formatDay(localDay(new Date(order.placedAt), data.timeZone), language, 'medium')
  const facts: [string, string][] = [
    [pdfText('issuedOn', language), formatDay(issuedOn, language)],
    [pdfText('order', language), pdfText('orderedOn', language, { code: order.code, date: orderedOn })],
  ]
  if (suppliedOn) facts.push([pdfText('suppliedOn', language), formatDay(suppliedOn, language)])
  if (corrects) {
    const date = formatDay(corrects.issuedOn, language, 'medium')
    facts.push([
      pdfText('corrects', language),
      pdfText('correctedOf', language, { number: corrects.number, date }),
    ])
  }
  const notPaid = data.isCancellation ? 'cancelledOn' : 'refundedOn'
  const paid = data.kind === 'INVOICE' ? 'paidOn' : notPaid
  facts.push([pdfText(paid, language), formatDay(data.paidOn, language)])

  canvas.rule(y)
  const width = BODY_WIDTH / facts.length
  let bottom = y
  for (const [index, [label, value]] of facts.entries()) {
    const place = { x: PAGE.margin + index * width, width: width - 8 }
    const below = canvas.text(canvas.root, 'P', label, { ...place, y: y + 9, size: 7.5, color: GREY })
    bottom = Math.max(bottom, canvas.text(canvas.root, 'P', value, { ...place, y: below + 1, size: 9 }))
  }
  canvas.rule(bottom + 8)
  return bottom + 8
}

function drawParties(canvas: Canvas, data: InvoiceData, y: number): number {
  const { language, buyer, deliverTo, seller } = data
  const home = seller.countryCode
  const blocks: [string, string[]][] = [
    [pdfText('seller', language), sellerLines(data)],
    [
      pdfText('buyer', language),
      [
        ...addressLines(buyer.address, home, data),
        ...(buyer.vatNumber ? [pdfText('vatNumber', language, { number: buyer.vatNumber })] : []),
      ],
    ],
    ...(deliverTo
      ? [[pdfText('deliverTo', language), addressLines(deliverTo, home, data)] as [string, string[]]]
      : []),
  ]
  const width = (BODY_WIDTH - GAP * (blocks.length - 1)) / blocks.length
  const bottoms = blocks.map(([title, lines], index) =>
    drawBlock(canvas, canvas.open(canvas.root, 'Sect'), title, lines, {
      x: PAGE.margin + index * (width + GAP),
      y,
      width,
    }),
  )
  return Math.max(...bottoms)
}

function drawBlock(
  canvas: Canvas,
  section: Structure,
  title: string,
  [name = '', ...lines]: string[],
  { x, y, width }: { x: number; y: number; width: number },
): number {
  let below = canvas.text(section, 'H2', title, { x, y, width, size: 7.5, color: GREY }) + 2
  below = canvas.text(section, 'P', name, { x, y: below, width, size: 9.5, isBold: true })
  for (const line of lines) below = canvas.text(section, 'P', line, { x, y: below, width, size: 9 })
  return below
}

function sellerLines({ seller, language }: InvoiceData): string[] {
  const number = seller.registrationNumber
  const isFrench = SIREN_COUNTRIES.has(seller.countryCode)
  const key = !isFrench ? 'registration' : number?.length === 14 ? 'siret' : 'siren'
  return [
    seller.legalName,
    seller.legalForm,
    seller.line1,
    seller.line2,
    `${seller.postalCode} ${seller.city}`,
    formatCountry(seller.countryCode, language),
    number ? pdfText(key, language, { number: isFrench ? formatSiren(number) : number }) : null,
    seller.registry,
    seller.vatNumber ? pdfText('vatNumber', language, { number: seller.vatNumber }) : null,
    seller.phone,
    seller.email,
  ].filter((line): line is string => Boolean(line))
}

function addressLines(
  address: InvoiceData['buyer']['address'],
  home: string,
  { language }: InvoiceData,
): string[] {
  return [
    address.company,
    `${address.firstName} ${address.lastName}`,
    address.line1,
    address.line2,
    `${address.postalCode} ${address.city}`.trim(),
    address.region,
    address.countryCode === home ? null : formatCountry(address.countryCode, language),
  ].filter((line): line is string => Boolean(line))
}
