import type { InvoiceData } from '../invoice-data.ts'
import { BODY_WIDTH, type Canvas, PAGE } from './canvas.ts'
import { makeRoom } from './make-room.ts'

/** The sentences that the law wants. */
export function drawMentions(canvas: Canvas, { mentions }: InvoiceData, below: number): void {
  const style = { width: BODY_WIDTH, size: 8 }
  let y = below + 22
  for (const mention of mentions) {
    y = makeRoom(canvas, y, canvas.heightOf(mention, style))
    y = canvas.text(canvas.root, 'P', mention, { ...style, x: PAGE.margin, y }) + 3
  }
}
