import { mkdir, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import { fourColours, photograph, upload, uploadPicture } from '../../test/picture.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
}, 60_000)
afterAll(() => api.stop())

describe('a file is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  const png = () => fourColours().png().toBuffer()
  const halfOf = (content: Buffer) => content.subarray(0, content.length / 2)
  /** Claims to be of these dimensions. */
  const pngOf = async (width: number, height: number) => {
    const content = await png()
    content.writeUInt32BE(width, 16)
    content.writeUInt32BE(height, 20)
    return content
  }
  const flat = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#abc' }, limitInputPixels: false })

  test.each<[name: string, code: string, content: () => Promise<Buffer> | Buffer]>([
    ['SVG with a script', 'NOT_A_PICTURE', () => Buffer.from(svg)],
    ['HTML named .png', 'NOT_A_PICTURE', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    [
      'HTML after the first bytes of a PNG',
      'PICTURE_DAMAGED',
      () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<script>alert(1)</script>')]),
    ],
    ['TIFF', 'NOT_A_PICTURE', () => fourColours().tiff().toBuffer()],
    ['PDF', 'NOT_A_PICTURE', () => Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj')],
    ['an empty file', 'NOT_A_PICTURE', () => Buffer.alloc(0)],
    ['a truncated JPEG', 'PICTURE_DAMAGED', async () => halfOf(await photograph(300, 300).jpeg().toBuffer())],
    ['a truncated PNG', 'PICTURE_DAMAGED', async () => halfOf(await photograph(300, 300).png().toBuffer())],
    ['a truncated WebP', 'PICTURE_DAMAGED', async () => halfOf(await photograph(300, 300).webp().toBuffer())],
    ['a JPEG of 100 megapixels', 'TOO_MANY_PIXELS', () => flat(10_000, 10_000).jpeg().toBuffer()],
    ['a PNG that claims 10,000 megapixels', 'TOO_MANY_PIXELS', () => pngOf(100_000, 100_000)],
    ['a PNG that claims 40 megapixels and has none', 'PICTURE_DAMAGED', () => pngOf(8_000, 5_000)],
    ['a file of more than 20 MB', 'FILE_TOO_LARGE', () => Buffer.alloc(20_000_001)],
  ])('%s: %s', async (_name, code, content) => {
    const answer = await upload(api, { ...headers, 'accept-language': 'fr' }, await content(), 'image/png')
    expect(answer.picture).toBeNull()
    expect(answer.userErrors).toEqual([
      { code, message: expect.stringMatching(/^(Ce fichier|Cette image) .*\.$/) as string, field: null },
    ])
  })

  test('when the shop has no space left', async () => {
    const full = await createShop(api)
    const owner = await headersOf(api, full, 'OWNER')
    await uploadPicture(api, owner, await fourColours(50, 50).png().toBuffer())
    await executeInShop(api, full, 'update media set byte_size = 5000000000')
    const { userErrors } = await upload(api, owner, await fourColours(51, 50).png().toBuffer())
    expect(userErrors.map(({ code }) => code)).toEqual(['MEDIA_LIMIT_REACHED'])
  })
})

describe('an upload is refused before its body is read', () => {
  const send = (request: Record<string, string>) =>
    fetch(`${api.url}/merchant/media`, {
      method: 'POST',
      headers: { 'content-type': 'image/png', ...request },
      body: new Uint8Array(10),
    })

  test('without a session, without the permission, and in a shop of others', async () => {
    const other = await createShop(api)
    expect((await send({})).status).toBe(401)
    expect((await send(await headersOf(api, shop, 'VIEWER'))).status).toBe(403)
    expect((await send(await headersOf(api, shop, 'CERTIFIER'))).status).toBe(403)
    expect((await send({ ...headers, 'x-shop': other.slug })).status).toBe(403)
  })
})

describe('a path of a picture', () => {
  const none = '00000000-0000-0000-0000-000000000000'
  /** Sends the path as it is: `fetch` would resolve the dots before. */
  const statusOf = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(api.url)
      get({ hostname, port, path }, (response) => resolve(response.resume().statusCode)).on('error', reject)
    })
  /** Files that are there, beside the folder of the pictures and in it. */
  beforeAll(async () => {
    const root = api.variables.MEDIA_DIR ?? ''
    for (const folder of [join(root, none, none), join(root, '..', 'outside'), join(root, 'outside')]) {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, '320.webp'), 'picture')
      await writeFile(join(folder, 'secret.txt'), 'secret')
    }
  })

  test('leads to a picture', async () => {
    expect(await statusOf(`/media/${none}/${none}/320.webp`)).toBe(200)
  })

  test.each([
    // Outside the folder, each in another way.
    '/media/%2e%2e/outside/320.webp',
    '/media/../outside/320.webp',
    '/media/..%2foutside/320.webp',
    '/media/..%2foutside/%2e/320.webp',
    `/media/${none}/..%2f..%2f..%2foutside/320.webp`,
    `/media/${none}/..%2F..%2F..%2Foutside/320.webp`,
    `/media/${none}%2f..%2f..%2f../outside/320.webp`,
    '/media/..%5coutside/320.webp',
    '/media/%252e%252e/outside/320.webp',
    `/media/${none}/${none}/..%2f..%2f..%2foutside%2f320.webp`,
    // Inside, but of no picture.
    '/media/outside/./320.webp',
    `/media/${none}/${none}/secret.txt`,
    `/media/${none}/${none}/320.webp%00.txt`,
    `/media/${none}/${none}/320.svg`,
    `/media/${none}/${none}/640.webp`,
    // Beside the demo pictures.
    '/media/..%2fin-shop.ts',
    '/media/%2e%2e/in-shop.ts',
  ])('%s leads to nothing', async (path) => {
    expect([400, 403, 404]).toContain(await statusOf(path))
  })
})
