import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import { archivedPicture, mediaFolder } from '../../test/picture.ts'
import { applyImport, checkArchive } from '../../test/product-import.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'
import { zipOf } from '../../test/zip.ts'

let isolated: IsolatedApi
let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  await isolated.startWorker()
}, 60_000)
beforeEach(async () => {
  shop = await createShop(api)
  headers = { ...(await headersOf(api, shop, 'MANAGER')), 'accept-language': 'en' }
})
afterAll(() => isolated?.stop())

const stored = (id: string) =>
  queryInShop<{ file: unknown; bytes: unknown }>(
    api,
    shop,
    'select file, archive_bytes as bytes from product_import where shop_id = $1 and id = $2',
    shop.id,
    id,
  )

/** The published test number of Visa. */
const CARD = '4111 1111 1111 1111'

describe('a file with the number of a card', () => {
  test.each([
    ['in a column that is imported', 'Name,Price\nTea PLACE,1\n'],
    ['in a column that is not', 'Name,Price,Note\nTea,1,PLACE\n'],
    ['in the header', 'Name,Price,PLACE\nTea,1,\n'],
    ['in a handle', 'Handle,Name,Price\nPLACE,Tea,1\n'],
    ['divided by tags', 'Name,Price,Description\nTea,1,<p>4111 1111</p><p>1111 1111</p>\n'],
    [
      'divided between options',
      'Name,Price,Option1 Name,Option1 Value,Option2 Name,Option2 Value\nTea,1,A,4111 1111,B,1111 1111\n',
    ],
    ['of 13 digits in a text', 'Name,Price\nTea 4222 2222 2222 2,1\n'],
    ['in the text of a picture', 'Name,Price,Image,Image Alt Text\nTea,1,a.jpg,PLACE\n'],
  ])('%s is refused and deleted at once', async (_place, text) => {
    const checked = await checkArchive(
      api,
      headers,
      zipOf([await archivedPicture(60)]),
      text.replace('PLACE', CARD),
    )
    expect(checked.problems.map(({ code }) => code)).toContain('CARD_NUMBER')
    expect(checked.hasFile).toBe(false)
    expect(JSON.stringify(checked)).not.toMatch(/1111 1111|2222 2/)
    expect(await stored(checked.id)).toEqual([{ file: null, bytes: null }])
    expect(existsSync(join(mediaFolder(api), shop.id, checked.id))).toBe(false)
  })
})

describe('an archive', () => {
  test('is stored until it is applied, and not longer; nobody can download it', async () => {
    const { id } = await checkArchive(
      api,
      headers,
      zipOf([await archivedPicture(60)]),
      'Handle,Name,Price,Image\ntea,Tea,4.50,tea-60.jpg\n',
    )
    const folder = join(mediaFolder(api), shop.id, id)
    expect(existsSync(join(folder, 'piece-0'))).toBe(true)
    for (const name of ['piece-0', '0.webp'])
      expect((await fetch(`${api.url}/media/${shop.id}/${id}/${name}`)).status).toBe(404)
    await applyImport(api, headers, id)
    await expect.poll(() => existsSync(folder)).toBe(false)
    expect(await stored(id)).toEqual([{ file: null, bytes: null }])
  })
})
