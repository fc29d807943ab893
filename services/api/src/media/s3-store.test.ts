import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import { fetchPicture, fourColours, upload, uploadPicture } from '../../test/picture.ts'
import { BUCKET, startS3Server, type S3Server } from '../../test/s3-server.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { createS3Store } from '../platform/media/s3-store.ts'
import type { S3Settings } from '../platform/env.ts'
import { deleteUnusedMedia } from './delete-unused-media.ts'

let store: S3Server
let isolated: IsolatedApi
let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  store = await startS3Server()
  isolated = await startIsolatedApi(store.variables)
  api = isolated.api
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'OWNER')
}, 60_000)
afterAll(async () => {
  await isolated?.stop()
  await store?.stop()
})

/** The keys in the bucket, asked for by another client of the same protocol. */
async function storedKeys(prefix: string): Promise<string[]> {
  const client = new AwsClient({
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    service: 's3',
    region: 'us-east-1',
  })
  const listed = await client.fetch(`${store.variables.S3_ENDPOINT}/${BUCKET}?list-type=2&prefix=${prefix}`)
  return [...(await listed.text()).matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key).sort()
}

test('pictures are kept in a bucket, served by the API, and deleted there', async () => {
  const { id, url } = await uploadPicture(api, headers, await fourColours(400, 300).png().toBuffer())
  const sizes = ['320.avif', '320.webp', '400.avif', '400.webp']
  expect(await storedKeys(shop.id)).toEqual(sizes.map((size) => `${shop.id}/${id}/${size}`))

  const response = await fetchPicture(api, url)
  expect(response.status).toBe(200)
  const content = Buffer.from(await response.arrayBuffer())
  expect(content.subarray(0, 4).toString()).toBe('RIFF')
  expect(response.headers.get('content-length')).toBe(String(content.length))
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await fetchPicture(api, url.replace('/400.', '/640.'))).status).toBe(404)

  const worker = await isolated.startWorker()
  await executeInShop(api, shop, `update media set check_at = now() - interval '1 hour'`)
  await deleteUnusedMedia(worker.app)
  expect(await storedKeys(shop.id)).toEqual([])
  expect((await fetchPicture(api, url)).status).toBe(404)
})

test('files that cannot be stored in the bucket leave neither a row nor files', async () => {
  const content = await fourColours(640, 480).png().toBuffer()
  // The row is refused after all files were stored.
  await executeInShop(api, shop, 'alter table media add constraint refused check (width <> 640)')
  await expect(upload(api, headers, content)).resolves.not.toHaveProperty('picture.id')
  await executeInShop(api, shop, 'alter table media drop constraint refused')
  expect(await storedKeys(shop.id)).toEqual([])
  expect((await uploadPicture(api, headers, content)).width).toBe(640)
})

const settings = (changes: Partial<S3Settings> = {}): S3Settings => ({
  store: 's3',
  endpoint: store.variables.S3_ENDPOINT ?? '',
  region: 'us-east-1',
  bucket: BUCKET,
  isPathStyle: true,
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
  ...changes,
})

test('a check tells a store that works from a wrong bucket, a wrong key and one that is not there', async () => {
  await createS3Store(settings()).check()
  await expect(createS3Store(settings({ bucket: 'other' })).check()).rejects.toThrow('no such bucket')
  await expect(createS3Store(settings({ secretAccessKey: 'wrong' })).check()).rejects.toThrow('answered 403')
  await expect(createS3Store(settings({ endpoint: 'http://127.0.0.1:1' })).check()).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
  })
})

test('a store that is gone is named by the readiness check, refuses uploads as an outage, and works again when it is back', async () => {
  const port = Number(new URL(store.variables.S3_ENDPOINT ?? '').port)
  const readiness = async () => (await fetch(`${api.url}/health/ready`)).json()
  const kept = await uploadPicture(api, headers, await fourColours(81, 60).png().toBuffer())
  expect(await readiness()).not.toHaveProperty('media')
  await store.stop()

  const content = await fourColours(82, 60).png().toBuffer()
  const response = await fetch(`${api.url}/merchant/media`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'image/png' },
    body: new Uint8Array(content),
  })
  expect(response.status).toBe(503)
  expect((await fetchPicture(api, kept.url)).status).toBe(503)
  const hash = createHash('sha256').update(content).digest('hex')
  const rows = `select from media where sha256 = decode($1, 'hex')`
  expect(await queryInShop(api, shop, rows, hash)).toEqual([])
  await expect.poll(readiness, { timeout: 10_000 }).toMatchObject({ status: 'ready', media: 'down' })

  store = await startS3Server(port)
  await expect.poll(readiness, { timeout: 10_000 }).not.toHaveProperty('media')
  expect((await uploadPicture(api, headers, content)).width).toBe(82)
}, 40_000)
