import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { PictureRefusal, PictureResult } from './resize-picture.ts'

// Runs as `node picture-program <file> <folder>`, and prints a PictureResult as JSON. Why so: docs/decisions/0050.

const WIDTHS = [320, 640, 1280, 2048]
const MAX_WIDTH = 2048
/** So that a long, narrow picture stays within what the formats allow. */
const MAX_HEIGHT = 8192
const MAX_PIXELS = 50_000_000

/** Decoders by what they read; everything else (SVG, PDF, TIFF, …) stays blocked. */
const LOADERS = ['JpegFile', 'PngFile', 'WebpFile', 'HeifFile', 'NsgifFile']
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: LOADERS.map((name) => `VipsForeignLoad${name}`) })
sharp.cache(false)
sharp.concurrency(1)

async function resize(input: string, target: string): Promise<Omit<PictureResult, 'peakMemory'>> {
  if (!(await isOfAcceptedFormat(input))) return { refused: 'NOT_A_PICTURE' }
  const metadata = await readMetadata(input)
  if (!metadata) return { refused: 'PICTURE_DAMAGED' }
  if (metadata.width * metadata.height > MAX_PIXELS) return { refused: 'TOO_MANY_PIXELS' }
  const largest = await decode(input)
  if ('refused' in largest) return largest
  const { width, height } = largest.info
  const widths = [...WIDTHS.filter((size) => size < width), width]
  let byteSize = 0
  for (const size of widths)
    for (const [format, encode] of Object.entries(FORMATS)) {
      const path = join(target, `${size}.${format}`)
      await encode(fromRaw(largest).resize(size)).toFile(path)
      byteSize += (await stat(path)).size
    }
  return { width, height, widths, byteSize }
}

/** The first bytes of JPEG, PNG, GIF, WebP and AVIF. */
const SIGNATURE = /^(\xff\xd8\xff|\x89PNG|GIF8[79]a|RIFF[^]{4}WEBP|[^]{4}ftyp)/

/** By its content, whatever its name. */
async function isOfAcceptedFormat(input: string): Promise<boolean> {
  const handle = await open(input)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0)
  await handle.close()
  return SIGNATURE.test(buffer.subarray(0, bytesRead).toString('latin1'))
}

/** Null if the decoder of the format cannot read it. */
const readMetadata = (input: string): Promise<Metadata | null> =>
  sharp(input, { limitInputPixels: false })
    .metadata()
    .catch(() => null)

interface RawPicture {
  data: Buffer
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 }
}

/** Upright, in sRGB, without metadata, of an animation the first frame. Decoded once, in rows, at no more than the largest size. */
const decode = (input: string): Promise<RawPicture | { refused: PictureRefusal }> =>
  sharp(input, { limitInputPixels: MAX_PIXELS, sequentialRead: true, failOn: 'error' })
    .autoOrient()
    .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(() => ({ refused: 'PICTURE_DAMAGED' as const }))

const fromRaw = ({ data, info: { width, height, channels } }: RawPicture): Sharp =>
  sharp(data, { raw: { width, height, channels } })

const FORMATS: Record<string, (picture: Sharp) => Sharp> = {
  webp: (picture) => picture.webp({ quality: 80 }),
  avif: (picture) => picture.avif({ quality: 55, effort: 1 }),
}

const [file = '', folder = ''] = process.argv.slice(2)
const result = await resize(file, folder)
// Kilobytes on every system.
const peakMemory = process.resourceUsage().maxRSS * 1024
process.stdout.write(JSON.stringify({ ...result, peakMemory }))
