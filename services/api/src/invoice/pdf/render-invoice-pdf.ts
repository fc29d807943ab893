import { localDay } from '../../kernel/local-day.ts'
import { writeFacturX, type IssuedDocument } from '../factur-x/write-factur-x.ts'
import { Canvas } from './canvas.ts'
import { drawFooters } from './draw-footers.ts'
import { drawHeader } from './draw-header.ts'
import { drawLines } from './draw-lines.ts'
import { drawMentions } from './draw-mentions.ts'
import { drawTotals } from './draw-totals.ts'
import { facturXMetadata } from './factur-x-metadata.ts'
import { pdfText } from './pdf-texts.ts'

/**
 * Makes the PDF of a document: PDF/A-3b with its Factur-X XML inside. The same document always gives the same bytes. Runs on a thread of its own.
 */
export default function renderInvoicePdf(document: IssuedDocument): Promise<Uint8Array> {
  const { number, data } = document
  const issuedAt = new Date(document.issuedAt)
  const name = pdfText(data.kind === 'INVOICE' ? 'invoice' : 'creditNote', data.language)
  const title = `${name} ${number} – ${data.seller.legalName}`
  const canvas = new Canvas({ title, author: data.seller.legalName, language: data.language, issuedAt })
  const { doc } = canvas
  const chunks: Buffer[] = []
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => void chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })

  const shown = { number, issuedOn: localDay(issuedAt, data.timeZone), data }
  let y = drawHeader(canvas, shown)
  y = drawLines(canvas, shown, y)
  y = drawTotals(canvas, shown, y)
  drawMentions(canvas, data, y)
  drawFooters(canvas, shown)
  canvas.root.end()

  const xml = writeFacturX({ ...document, issuedAt })
  doc.file(Buffer.from(xml), {
    name: 'factur-x.xml',
    type: 'text/xml',
    relationship: 'Alternative',
    description: 'Factur-X (EN 16931)',
    creationDate: issuedAt,
    modifiedDate: issuedAt,
  } as PDFKit.Mixins.PDFAttachmentOptions)
  doc.appendXML(facturXMetadata())
  doc.end()
  return finished
}
