import { BODY_WIDTH, type Canvas, FONTS, GREY, PAGE } from './canvas.ts'
import { pdfText } from './pdf-texts.ts'
import type { ShownDocument } from './shown-document.ts'

/** Who sells, the number, and the page, at the foot of each page. */
export function drawFooters(canvas: Canvas, { number, data }: ShownDocument): void {
  const { doc } = canvas
  const { seller, language, kind } = data
  const name = pdfText(kind === 'INVOICE' ? 'invoice' : 'creditNote', language)
  const who = [seller.legalName, seller.legalForm, seller.registry, seller.vatNumber]
    .filter(Boolean)
    .join(' · ')
  const { count } = doc.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index)
    // A text below the margin would begin another page.
    doc.page.margins.bottom = 0
    const y = PAGE.height - 44
    const page = `${name} ${number} · ${pdfText('page', language, { page: index + 1, pages: count })}`
    canvas.artifact(() => {
      doc.font(FONTS.regular).fontSize(7).fillColor(GREY)
      const style = { lineBreak: false, ellipsis: true, height: 10 }
      doc.text(canvas.withKnownGlyphs(who), PAGE.margin, y, { ...style, width: BODY_WIDTH * 0.68 })
      doc.text(canvas.withKnownGlyphs(page), PAGE.margin + BODY_WIDTH * 0.7, y, {
        ...style,
        width: BODY_WIDTH * 0.3,
        align: 'right',
      })
    })
  }
}
