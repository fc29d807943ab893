import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resizePicture, type PictureResult } from './resize-picture.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triclic-memory-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const MAX_BYTES = 500_000_000

const flat = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#abc' }, limitInputPixels: false })

/** Frames of the full size, one after the other. */
const animation = async (frames: number, size: number) => {
  const frame = await flat(size, size).png().toBuffer()
  const other = await flat(size, size).negate().png().toBuffer()
  const images = Array.from({ length: frames }, (_, index) => (index % 2 ? frame : other))
  return sharp(images, { join: { animated: true }, limitInputPixels: false })
    .gif({ effort: 1 })
    .toBuffer()
}

const halfOf = (content: Buffer) => content.subarray(0, content.length / 2)

/** An SVG that would be drawn with a very large number of pixels. */
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><script>alert(1)</script><rect width="30000" height="30000"/></svg>'

test.each<[name: string, result: object, content: () => Promise<Buffer> | Buffer]>([
  [
    'a photograph of 48 megapixels that the camera has turned',
    { width: 2048, height: 2731 },
    () => flat(8_000, 6_000).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  ],
  [
    'a PNG of 48 megapixels, which is decoded in full',
    { width: 2048, height: 1536 },
    () => flat(8_000, 6_000).png({ compressionLevel: 1 }).toBuffer(),
  ],
  [
    'a JPEG of 48 megapixels in CMYK',
    { width: 2048, height: 1536 },
    () => flat(8_000, 6_000).toColourspace('cmyk').jpeg().toBuffer(),
  ],
  [
    'an animation of 60 frames, 60 megapixels together',
    { width: 1000, height: 1000 },
    () => animation(60, 1000),
  ],
  ['a JPEG of 100 megapixels', { refused: 'TOO_MANY_PIXELS' }, () => flat(10_000, 10_000).jpeg().toBuffer()],
  [
    'a truncated JPEG of 48 megapixels',
    { refused: 'PICTURE_DAMAGED' },
    async () => halfOf(await flat(8_000, 6_000).jpeg().toBuffer()),
  ],
  ['an SVG with a script, of 900 megapixels', { refused: 'NOT_A_PICTURE' }, () => Buffer.from(SVG)],
  [
    'HTML named .png',
    { refused: 'NOT_A_PICTURE' },
    () => Buffer.from(`<!doctype html><script>alert(1)</script>${' '.repeat(19_000_000)}`),
  ],
])(
  '%s takes at most 500 MB of memory',
  async (_name, expected, content) => {
    const [upload, sizes] = [join(folder, 'upload.png'), join(folder, 'sizes')]
    await writeFile(upload, await content())
    await mkdir(sizes, { recursive: true })
    const result: PictureResult = await resizePicture('shop', upload, sizes)
    await rm(sizes, { recursive: true })
    expect(result).toMatchObject(expected)
    expect(result.peakMemory).toBeGreaterThan(10_000_000)
    expect(result.peakMemory).toBeLessThan(MAX_BYTES)
  },
  120_000,
)
