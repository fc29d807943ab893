import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { waitForFrame } from './page-check.ts'

/** The folder of the merchant's guide, set by `npm run pictures` alone. */
export const guidePictures = process.env['GUIDE_PICTURES']

/** Keeps a picture of the page for the guide, as WebP. What is longer than it is useful is cut off. */
export async function keepPicture(page: Page, folder: string, name: string): Promise<void> {
  const { width = 1280 } = page.viewportSize() ?? {}
  const held = await holdBars(page)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const picture = await page.screenshot({
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, 1500) },
    // A key that works nowhere any more still looks like one that was published by mistake.
    mask: [page.getByTestId('new-key').locator('code')],
    maskColor: '#d5dbe1',
  })
  await held.release()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.webp`), await toWebp(page, picture))
}

/** Bars that stay at the edge of the window would lie across a picture of the whole page. */
async function holdBars(page: Page) {
  const setPosition = (position: string) =>
    page.locator('.sticky, .fixed').evaluateAll((bars, value) => {
      for (const bar of bars as HTMLElement[]) bar.style.position = value
    }, position)
  await page.evaluate('scrollTo(0, 0)')
  await setPosition('static')
  await waitForFrame(page)
  return { release: () => setPosition('') }
}

/** Chromium encodes it: no other program is needed. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const encoder = await page.context().newPage()
  const bytes = await encoder.evaluate(
    async (source) => {
      const bitmap = await createImageBitmap(await (await fetch(source)).blob())
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 })
      return Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(
        '',
      )
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  await encoder.close()
  return Buffer.from(bytes, 'latin1')
}
