import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { blockedBy } from '../../test/blocked-by.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { headersOf } from '../../test/member.ts'
import { fetchPicture, fourColours, uploadPicture } from '../../test/picture.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import type { TestWorker } from '../../test/worker.ts'
import { deleteUnusedMedia } from './delete-unused-media.ts'

let isolated: IsolatedApi
let api: TestApi
let worker: TestWorker
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  worker = await isolated.startWorker()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'OWNER')
}, 60_000)
afterAll(() => isolated?.stop())

let pictures = 0
const addPicture = async () =>
  uploadPicture(
    api,
    headers,
    await fourColours(40 + pictures++, 30)
      .png()
      .toBuffer(),
  )

/** As if so many hours had passed. */
const wait = (hours: number) =>
  executeInShop(api, shop, 'update media set check_at = check_at - make_interval(hours => $1)', hours)

const statusOf = async (url: string) => (await fetchPicture(api, url)).status

/** How a picture gets used and is no longer used. */
const uses: Record<string, { start: string; end: string }> = {
  product: {
    start: `insert into product_image (shop_id, product_id, media_id, position)
      select shop_id, id, $1, 0 from product order by slug limit 1`,
    end: 'delete from product_image where media_id = $1',
  },
  collection: {
    start: `insert into collection (shop_id, id, slug, name, position, media_id)
      select id, gen_random_uuid(), 'c-' || $1::uuid, 'C', 0, $1 from shop where id = current_setting('app.shop_id')::uuid`,
    end: 'update collection set media_id = null where media_id = $1',
  },
  'deleted collection': {
    start: `insert into collection (shop_id, id, slug, name, position, media_id)
      select id, gen_random_uuid(), 'c-' || $1::uuid, 'C', 0, $1 from shop where id = current_setting('app.shop_id')::uuid`,
    end: 'delete from collection where media_id = $1',
  },
  shop: {
    start: `update shop set logo_media_id = $1, logo_size = '{}' where id = current_setting('app.shop_id')::uuid`,
    end: 'update shop set logo_media_id = null, logo_size = null where logo_media_id = $1',
  },
}

test.each(Object.keys(uses))(
  'a picture of a %s is kept, and deleted a day after that ended',
  async (name) => {
    const { start = '', end = '' } = uses[name] ?? {}
    const { id, url } = await addPicture()
    await executeInShop(api, shop, start, id)
    await wait(25)
    await deleteUnusedMedia(worker.app)
    expect(await statusOf(url)).toBe(200)

    await executeInShop(api, shop, end, id)
    await wait(23)
    await deleteUnusedMedia(worker.app)
    expect(await statusOf(url)).toBe(200)
    await wait(2)
    await deleteUnusedMedia(worker.app)
    expect(await statusOf(url)).toBe(404)
    expect(await queryInShop(api, shop, 'select from media where id = $1', id)).toEqual([])
  },
)

test('a picture that is uploaded again is kept for another day', async () => {
  const content = await fourColours(33, 33).png().toBuffer()
  const { id, url } = await uploadPicture(api, headers, content)
  await wait(25)
  expect((await uploadPicture(api, headers, content)).id).toBe(id)
  await deleteUnusedMedia(worker.app)
  expect(await statusOf(url)).toBe(200)
})

test.each([
  ['a product shows it', uses.product?.start ?? ''],
  ['it is uploaded again', `update media set check_at = now() + interval '1 day' where id = $1`],
])('a picture keeps its row and its files when %s just before it is deleted', async (_name, sql) => {
  const { id, url } = await addPicture()
  await wait(25)
  await blockedBy(shop, { first: [sql, id] }, () => deleteUnusedMedia(worker.app))
  expect(await statusOf(url)).toBe(200)
  expect(await queryInShop(api, shop, 'select from media where id = $1', id)).toHaveLength(1)
})
