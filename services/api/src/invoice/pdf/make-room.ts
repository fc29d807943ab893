import { PAGE, type Canvas } from './canvas.ts'

/** Begins a new page if there is not that much room below y, in points; returns where to go on. */
export function makeRoom({ doc }: Canvas, y: number, height: number): number {
  if (y + height <= PAGE.height - PAGE.footer) return y
  doc.addPage()
  return PAGE.margin
}
