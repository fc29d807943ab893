import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import { archivedPicture } from '../../test/picture.ts'
import {
  applyImport,
  changeImport,
  checkArchive,
  checkFile,
  finished,
  post,
  readImport,
} from '../../test/product-import.ts'
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

const pictures = () =>
  queryInShop<{ slug: string; width: number; alt: string }>(
    api,
    shop,
    `select p.slug, m.width, i.alt_text as alt from product_image i join product p on p.shop_id = i.shop_id and p.id = i.product_id
     join media m on m.shop_id = i.shop_id and m.id = i.media_id where i.shop_id = $1 order by p.slug, i.position`,
    shop.id,
  )

const CSV = 'Handle,Name,Price,Image,Alternative text\n'

describe('pictures of an archive', () => {
  test('are found by path or file name, resized, and added in the order of the file, with their texts', async () => {
    const archive = zipOf([
      await archivedPicture(60),
      await archivedPicture(70),
      { ...(await archivedPicture(80)), name: 'other/Théière.JPG' },
    ])
    const csv = `${CSV}tea,Tea,4.50,photos/tea-60.jpg,A cup\ntea,,,théière.jpg,\ncup,Cup,5,"photos/tea-70.jpg, photos/tea-60.jpg",\n`
    const checked = await checkArchive(api, headers, archive, csv)
    expect(checked).toMatchObject({ problems: [], remarks: [], createdCount: 2, pictureCount: 4 })
    expect(await pictures()).toEqual([])
    expect(await applyImport(api, headers, checked.id)).toMatchObject({ status: 'APPLIED', hasFile: false })
    expect(await pictures()).toEqual([
      { slug: 'cup', width: 70, alt: '' },
      { slug: 'cup', width: 60, alt: '' },
      { slug: 'tea', width: 60, alt: 'A cup' },
      { slug: 'tea', width: 80, alt: '' },
    ])
    expect(await checkArchive(api, headers, archive, csv)).toMatchObject({
      unchangedCount: 2,
      changedCount: 0,
    })
  })

  test('a ZIP file may contain the CSV file, and undoing removes the pictures again', async () => {
    const archive = zipOf([
      { name: 'export/products.csv', content: `${CSV}tea,Tea,4.50,tea-60.jpg,\n,,,,\n` },
      await archivedPicture(60),
    ])
    const checked = await checkArchive(api, headers, archive)
    expect(checked).toMatchObject({ problems: [], createdCount: 1, rowCount: 1 })
    await applyImport(api, headers, checked.id)
    expect(await pictures()).toHaveLength(1)
    await changeImport(api, headers, 'undoProductImport', checked.id)
    expect(await finished(api, headers, checked.id)).toMatchObject({ status: 'UNDONE', conflicts: [] })
    expect(await pictures()).toEqual([])
  })

  test('each that cannot be used is listed with row, column and remedy', async () => {
    const archive = zipOf([
      await archivedPicture(60),
      { name: 'a/same.jpg', content: 'x' },
      { name: 'b/same.jpg', content: 'y' },
      { name: 'page.png', content: '<html><script>alert(1)</script></html>' },
      { name: 'cut.jpg', content: (await archivedPicture(200)).content.subarray(0, 300) },
      { name: 'huge.jpg', content: new Uint8Array(20_000_001), claimedBytes: 20_000_001 },
    ])
    const names = ['missing.jpg', 'same.jpg', 'page.png', 'cut.jpg', 'huge.jpg', 'tea-60.jpg']
    const rows = names.map((name, index) => `p-${index},P ${index},5,${name},\n`).join('')
    const checked = await checkArchive(api, headers, archive, CSV + rows)
    expect(checked.problems.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, 'Image', 'missing.jpg', 'PICTURE_MISSING'],
      [3, 'Image', 'same.jpg', 'PICTURE_TWICE'],
      [4, 'Image', 'page.png', 'PICTURE_NOT_READABLE'],
      [5, 'Image', 'cut.jpg', 'PICTURE_NOT_READABLE'],
      [6, 'Image', 'huge.jpg', 'PICTURE_TOO_LARGE'],
    ])
    expect(checked.problems[0]?.message).toBe(
      'There is no such file in the archive of pictures. Add it to the ZIP file, or correct its name.',
    )
  })

  test('addresses are not fetched: a file of that name in the archive is taken, and otherwise a remark says what to do', async () => {
    const csv = `${CSV}tea,Tea,4.50,https://cdn.example/files/tea-60.jpg?v=1,\ntea,,,https://cdn.example/other.jpg,\n`
    const withArchive = await checkArchive(api, headers, zipOf([await archivedPicture(60)]), csv)
    expect(withArchive).toMatchObject({ problemCount: 0, pictureCount: 1, remarkCount: 1 })
    expect(withArchive.remarks).toMatchObject([
      { code: 'PICTURE_ADDRESS', row: 3, column: 'Image', value: 'https://cdn.example/other.jpg' },
    ])
    const without = await checkFile(api, headers, `${csv}cup,Cup,5,cup.jpg,\n`)
    expect(without).toMatchObject({ problemCount: 0, pictureCount: 0 })
    expect(without.remarks.map(({ code }) => code)).toEqual([
      'PICTURE_ADDRESS',
      'PICTURE_ADDRESS',
      'PICTURE_WITHOUT_ARCHIVE',
    ])
  })

  test('the address of a picture of the shop, as an export writes it, is that picture', async () => {
    const first = await checkArchive(
      api,
      headers,
      zipOf([await archivedPicture(60)]),
      `${CSV}tea,Tea,4.50,tea-60.jpg,Cup\n`,
    )
    await applyImport(api, headers, first.id)
    const response = await fetch(`${api.url}/merchant/exports/products?format=PLAIN`, { headers })
    const csv = await response.text()
    expect(csv).toMatch(new RegExp(`/media/${shop.id}/[0-9a-f-]{36}/60\\.webp`))
    const again = await checkFile(api, headers, csv)
    expect(again).toMatchObject({ problems: [], remarks: [], changedCount: 0, createdCount: 0 })
    const other = await createShop(api)
    const otherHeaders = await headersOf(api, other, 'MANAGER')
    expect(await checkFile(api, otherHeaders, csv)).toMatchObject({
      remarks: [{ code: 'PICTURE_ADDRESS' }],
      pictureCount: 0,
    })
  })
})

describe('an archive', () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['that is none', Buffer.from('Name,Price\n'), 'ARCHIVE_UNREADABLE'],
    [
      'that is truncated',
      zipOf([{ name: 'a.csv', content: 'x'.repeat(500) }]).subarray(0, 400),
      'ARCHIVE_UNREADABLE',
    ],
    ['with a password', zipOf([{ name: 'a.csv', content: 'Name', isEncrypted: true }]), 'ARCHIVE_ENCRYPTED'],
    [
      'with a name that leads out of it',
      zipOf([{ name: '../a.csv', content: 'Name' }]),
      'ARCHIVE_NAME_UNSAFE',
    ],
    ['with a link', zipOf([{ name: 'a.csv', content: '/etc/passwd', isLink: true }]), 'ARCHIVE_NAME_UNSAFE'],
    [
      'that is a bomb',
      zipOf([{ name: 'a.csv', content: new Uint8Array(40_000_000), isDeflated: true }]),
      'ARCHIVE_TOO_LARGE',
    ],
    ['without a CSV file', zipOf([{ name: 'a.jpg', content: 'x' }]), 'ARCHIVE_WITHOUT_CSV'],
    [
      'with two CSV files',
      zipOf([
        { name: 'a.csv', content: 'x' },
        { name: 'b.csv', content: 'x' },
      ]),
      'ARCHIVE_WITH_SEVERAL_CSV',
    ],
  ])('%s is refused with a sentence', async (_name, archive, code) => {
    const checked = await checkArchive(api, headers, archive)
    expect(checked).toMatchObject({
      status: 'CHECKED',
      problemCount: 1,
      problems: [{ code, row: null, column: null }],
    })
    expect(checked.problems[0]?.message).toMatch(/^[^{}]+\. [^{}]+\.$/)
    expect((await changeImport(api, headers, 'applyProductImport', checked.id)).userErrors).toMatchObject([
      { code: 'IMPORT_NOT_READY' },
    ])
  })

  test('is refused while others of the shop take up too much room', async () => {
    const begin = async () =>
      (await post(api, headers, '?fileName=a.zip&archiveBytes=200000000', Buffer.alloc(0))).userErrors
    for (let count = 0; count < 5; count++) expect(await begin()).toEqual([])
    expect(await begin()).toMatchObject([{ code: 'TOO_MANY_IMPORTS' }])
  })

  test('arrives in pieces: none is taken out of order, larger or smaller than it should be, and one may be sent again', async () => {
    const archive = zipOf([{ name: 'unused.bin', content: Buffer.alloc(1_500_000, 1) }])
    const query = `?fileName=a.zip&archiveBytes=${archive.length}`
    const { productImport } = await post(api, headers, query, Buffer.from('Name,Price\nTea,1\n'))
    const id = productImport?.id ?? ''
    const send = (offset: number, piece: Buffer<ArrayBuffer>) =>
      post(api, headers, `/${id}/archive?offset=${offset}`, piece)
    const unexpected = { productImport: null, userErrors: [{ code: 'IMPORT_PIECE_UNEXPECTED' }] }
    const [first, last] = [archive.subarray(0, 1_000_000), archive.subarray(1_000_000)]
    expect(await send(1_000_000, last)).toMatchObject(unexpected)
    expect(await send(0, first.subarray(1))).toMatchObject(unexpected)
    expect(await send(0, Buffer.alloc(1_000_001))).toMatchObject({
      userErrors: [{ code: 'IMPORT_FILE_TOO_LARGE' }],
    })
    expect(await send(5, first)).toMatchObject(unexpected)
    expect(await send(0, first)).toEqual({
      productImport: { id, archiveReceived: 1_000_000 },
      userErrors: [],
    })
    expect(await send(0, first)).toEqual({
      productImport: { id, archiveReceived: 1_000_000 },
      userErrors: [],
    })
    expect((await readImport(api, headers, id)).status).toBe('UPLOADING')
    expect(await send(1_000_000, last)).toMatchObject({ productImport: { archiveReceived: archive.length } })
    expect(await finished(api, headers, id)).toMatchObject({ status: 'CHECKED', createdCount: 1 })
    for (const path of ['/none/archive?offset=0', '/\u0000/archive?offset=0', `/${shop.id}/archive?offset=0`])
      expect(await post(api, headers, encodeURI(path), first)).toMatchObject({
        userErrors: [{ code: 'NOT_FOUND' }],
      })
    for (const bytes of ['0', '-1', '1.5', 'NaN', '200000001', '1e99'])
      expect(
        await post(api, headers, `?fileName=a.zip&archiveBytes=${bytes}`, Buffer.alloc(0)),
      ).toMatchObject({
        userErrors: [{ code: 'IMPORT_ARCHIVE_TOO_LARGE' }],
      })
  })
})
