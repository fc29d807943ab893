import { setTimeout as pause } from 'node:timers/promises'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import {
  cornersOf,
  CORNERS,
  fetchPicture,
  fourColours,
  photograph,
  uploadPicture,
} from '../../test/picture.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterAll(() => api.stop())

const bytesOf = async (url: string) => new Uint8Array(await (await fetchPicture(api, url)).arrayBuffer())

/** What one has to do to the upright picture so that its orientation makes it upright again. */
const turned: Record<number, (upright: Sharp) => Sharp> = {
  1: (upright) => upright,
  2: (upright) => upright.flop(),
  3: (upright) => upright.rotate(180),
  4: (upright) => upright.flip(),
  5: (upright) => upright.rotate(90),
  6: (upright) => upright.rotate(270),
  7: (upright) => upright.rotate(90),
  8: (upright) => upright.rotate(90),
}
const mirrored: Record<number, (turned: Sharp) => Sharp> = {
  5: (picture) => picture.flop(),
  7: (picture) => picture.flip(),
}

async function photoWithOrientation(orientation: number): Promise<Buffer> {
  const once = await (turned[orientation] as (picture: Sharp) => Sharp)(fourColours()).png().toBuffer()
  const twice = mirrored[orientation]?.(sharp(once)) ?? sharp(once)
  return twice.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).withMetadata({ orientation }).toBuffer()
}

function expectColours(found: number[][], expected: readonly (readonly number[])[], tolerance = 12): void {
  for (const [corner, colour] of expected.entries())
    for (const [channel, value] of colour.entries())
      expect(Math.abs((found[corner]?.[channel] ?? -999) - value), `corner ${corner}`).toBeLessThan(tolerance)
}

describe('an uploaded picture', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('with EXIF orientation %i is stored upright', async (orientation) => {
    const { url, width, height } = await uploadPicture(api, headers, await photoWithOrientation(orientation))
    expect([width, height]).toEqual([60, 40])
    expectColours(await cornersOf(await bytesOf(url)), CORNERS)
  })

  test('loses its metadata: where and when it was taken, the camera, the colour profile', async () => {
    const photo = await fourColours()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'A camera' }, IFD3: { GPSLatitude: '48/1 51/1 30/1' } })
      .withIccProfile('p3')
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const { url } = await uploadPicture(api, headers, photo)
    for (const name of [url, url.replace('.webp', '.avif')]) {
      const metadata = await sharp(await bytesOf(name)).metadata()
      expect([metadata.exif, metadata.icc, metadata.xmp, metadata.iptc]).toEqual(Array(4).fill(undefined))
    }
  })

  test('in CMYK, as printers send it, is shown in about the same colours', async () => {
    const { url } = await uploadPicture(
      api,
      headers,
      await fourColours().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(),
    )
    const stored = await bytesOf(url)
    expect(await sharp(stored).metadata()).toMatchObject({ space: 'srgb', channels: 3 })
    expectColours(await cornersOf(stored), CORNERS, 100)
  })

  test.each(['png', 'webp', 'avif', 'gif'] as const)('may be of format %s', async (format) => {
    const { url } = await uploadPicture(api, headers, await fourColours().toFormat(format).toBuffer())
    expectColours(await cornersOf(await bytesOf(url)), CORNERS, 40)
  })

  test('keeps its transparency', async () => {
    const clear = sharp({ create: { width: 40, height: 40, channels: 4, background: '#ff000000' } })
    const { url } = await uploadPicture(api, headers, await clear.png().toBuffer())
    expect(await sharp(await bytesOf(url)).metadata()).toMatchObject({ hasAlpha: true })
  })

  test('that is animated is stored as its first frame', async () => {
    const frames = await Promise.all([
      fourColours().png().toBuffer(),
      fourColours().negate().png().toBuffer(),
    ])
    const animation = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(animation).metadata()).pages).toBe(2)
    const { url, height } = await uploadPicture(api, headers, animation)
    expect(height).toBe(40)
    const stored = await bytesOf(url)
    expect((await sharp(stored).metadata()).pages).toBeUndefined()
    expectColours(await cornersOf(stored), CORNERS, 40)
  })

  test.each([
    [200, [200]],
    [1280, [320, 640, 1280]],
    [4000, [320, 640, 1280, 2048]],
  ])('%i pixels wide is stored %j pixels wide, as WebP and AVIF', async (width, widths) => {
    const { url } = await uploadPicture(api, headers, await fourColours(width, 100).png().toBuffer())
    for (const size of [...widths, width + 1])
      for (const format of ['webp', 'avif']) {
        const response = await fetchPicture(api, url.replace(/\d+\.webp$/, `${size}.${format}`))
        expect(response.status).toBe(widths.includes(size) ? 200 : 404)
        if (!response.ok) continue
        expect(response.headers.get('content-type')).toBe(`image/${format}`)
        const stored = await sharp(await response.arrayBuffer()).metadata()
        expect([stored.width, stored.format]).toEqual([size, format === 'avif' ? 'heif' : 'webp'])
      }
  })

  test('is cached for ever, and never interpreted as anything else', async () => {
    const { url } = await uploadPicture(api, headers, await fourColours().png().toBuffer())
    const response = await fetchPicture(api, url)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'content-length': String((await response.arrayBuffer()).byteLength),
    })
  })
})

test('the same file is stored once per shop, also when it is uploaded twice at the same time', async () => {
  const other = await createShop(api)
  const [ours, theirs] = [await headersOf(api, shop, 'OWNER'), await headersOf(api, other, 'OWNER')]
  const content = await fourColours(77, 55).png().toBuffer()
  const [first, second, foreign] = await Promise.all([
    uploadPicture(api, ours, content),
    uploadPicture(api, ours, content),
    uploadPicture(api, theirs, content),
  ])
  expect(second).toEqual(first)
  expect(foreign.id).not.toBe(first.id)
  const count = (of: { id: string }) =>
    queryInShop(api, of, 'select from media where shop_id = $1 and width = 77', of.id)
  expect(await count(shop)).toHaveLength(1)
  expect(await count(other)).toHaveLength(1)
})

test('twenty uploads at the same time are decoded two at a time, outside the process', async () => {
  const members: Record<string, string>[] = []
  for (let index = 0; index < 4; index++) members.push(await headersOf(api, await createShop(api), 'OWNER'))
  const photo = await photograph(2000, 1500).blur(2).jpeg({ quality: 60 }).toBuffer()
  const before = process.memoryUsage().rss
  let [mostDecoders, mostMemory, isDone] = [0, before, false]
  const watch = (async () => {
    while (!isDone) {
      const decoders = process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
      mostDecoders = Math.max(mostDecoders, decoders)
      mostMemory = Math.max(mostMemory, process.memoryUsage().rss)
      await pause(20)
    }
  })()
  const uploads = Array.from({ length: 20 }, (_, index) =>
    // Bytes after the end of a JPEG are ignored: each is another file.
    uploadPicture(api, members[index % 4] ?? {}, Buffer.concat([photo, Buffer.from([index])])),
  )
  const pictures = await Promise.all(uploads)
  isDone = true
  await watch
  expect(new Set(pictures.map(({ id }) => id)).size).toBe(20)
  expect(mostDecoders).toBe(2)
  // Twenty decoded pictures alone would take 180 MB.
  expect(mostMemory - before).toBeLessThan(150_000_000)
}, 180_000)
