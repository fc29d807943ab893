import type { Page } from 'playwright-core'

/** A picture that is drawn by the browser, as a file. */
export async function drawPicture(page: Page, width: number, height: number) {
  const url = await page.evaluate(
    ([width = 0, height = 0]) => {
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      if (!context) return ''
      context.fillStyle = '#0f766e'
      context.fillRect(0, 0, width, height)
      context.fillStyle = '#fde68a'
      context.beginPath()
      context.ellipse(width / 2, height / 2, width / 6, height / 3, 0, 0, 7)
      context.fill()
      return canvas.toDataURL('image/png')
    },
    [width, height],
  )
  return { name: 'bougie.png', mimeType: 'image/png', buffer: Buffer.from(url.split(',')[1] ?? '', 'base64') }
}
