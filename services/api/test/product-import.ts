import { expect } from 'vitest'
import { graphql, type TestApi } from './api.ts'
import type { TestShop } from './shop.ts'
import { queryInShop } from './sql.ts'

type Headers = Record<string, string>

export interface TestImport {
  id: string
  fileName: string
  format: string
  status: string
  progress: number
  columns: { header: string; field: string | null; examples: string[] }[]
  rowCount: number
  createdCount: number
  changedCount: number
  unchangedCount: number
  problems: {
    row: number | null
    column: string | null
    value: string | null
    message: string
    code: string
  }[]
  problemCount: number
  remarks: TestImport['problems']
  remarkCount: number
  newCollectionCount: number
  pictureCount: number
  rowsDone: number
  picturesDone: number
  hasFile: boolean
  conflicts: { name: string; reason: string }[]
  changes: { name: string; newName: string | null; matchedBy: string }[]
  site: string | null
  knownSites: string[]
}

const IMPORT = `id fileName format status progress rowCount createdCount changedCount unchangedCount problemCount remarkCount
  newCollectionCount pictureCount rowsDone picturesDone hasFile conflicts { name reason } site knownSites changes { name newName matchedBy } remarks { code message row column value }
  columns { header field examples } problems { code message row column value }`

const call = async <T>(
  api: TestApi,
  headers: Headers,
  document: string,
  variables: Record<string, unknown>,
) => {
  const { data, errors } = await graphql<Record<string, T>>(
    `${api.url}/merchant/graphql`,
    document,
    variables,
    headers,
  )
  expect(errors).toBeUndefined()
  return Object.values(data)[0] as T
}

/** Sends a file as the portal does. */
export const uploadFile = async (
  api: TestApi,
  headers: Headers,
  content: string | Uint8Array<ArrayBuffer>,
  fileName = 'products.csv',
) => {
  const response = await fetch(`${api.url}/merchant/imports?fileName=${encodeURIComponent(fileName)}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
    body: content,
  })
  return {
    status: response.status,
    body: (await response.json()) as {
      productImport: { id: string } | null
      userErrors: { code: string }[]
      errors?: { extensions: { code: string } }[]
    },
  }
}

export const readImport = (api: TestApi, headers: Headers, id: string) =>
  call<TestImport>(api, headers, `query ($id: ID!) { productImport(id: $id) { ${IMPORT} } }`, { id })

/** Waits until the worker has nothing more to do with the import. */
export async function finished(api: TestApi, headers: Headers, id: string): Promise<TestImport> {
  await expect
    .poll(async () => (await readImport(api, headers, id)).status, { interval: 50, timeout: 120_000 })
    .not.toMatch(/ING$/)
  return readImport(api, headers, id)
}

/** Uploads a file and waits for the result of its check. */
export async function checkFile(
  api: TestApi,
  headers: Headers,
  content: string | Uint8Array<ArrayBuffer>,
  fileName?: string,
): Promise<TestImport> {
  const { body } = await uploadFile(api, headers, content, fileName)
  expect(body.userErrors).toEqual([])
  return finished(api, headers, body.productImport?.id ?? '')
}

interface Payload {
  productImport: TestImport | null
  userErrors: { code: string; field: string[] | null }[]
}

export const changeImport = (
  api: TestApi,
  headers: Headers,
  name: 'applyProductImport' | 'undoProductImport',
  id: string,
) =>
  call<Payload>(
    api,
    headers,
    `mutation ($id: ID!) { ${name}(id: $id) { productImport { ${IMPORT} } userErrors { code field } } }`,
    {
      id,
    },
  )

export const mapImport = (api: TestApi, headers: Headers, input: object) =>
  call<Payload>(
    api,
    headers,
    `mutation ($input: MapProductImportInput!) { mapProductImport(input: $input) { productImport { id } userErrors { code field } } }`,
    { input },
  )

/** Sends an archive in pieces as the portal does, with a CSV file beside it unless the archive contains it, and waits for the result of the check. */
export async function checkArchive(
  api: TestApi,
  headers: Headers,
  archive: Uint8Array<ArrayBuffer>,
  csv = '',
  pieceBytes = 1_000_000,
): Promise<TestImport> {
  const query = `fileName=products.zip&archiveBytes=${archive.length}`
  const { productImport } = await post(api, headers, `?${query}`, Buffer.from(csv))
  const id = productImport?.id ?? ''
  for (let offset = 0; offset < archive.length; offset += pieceBytes) {
    const piece = archive.subarray(offset, offset + pieceBytes)
    expect((await post(api, headers, `/${id}/archive?offset=${offset}`, piece)).userErrors).toEqual([])
  }
  return finished(api, headers, id)
}

interface UploadAnswer {
  productImport: { id: string; archiveReceived?: number } | null
  userErrors: { code: string }[]
  errors?: { extensions: { code: string } }[]
}

/** Posts to a path below that of imports. */
export async function post(
  api: TestApi,
  headers: Headers,
  path: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<UploadAnswer> {
  const response = await fetch(`${api.url}/merchant/imports${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body,
  })
  return (await response.json()) as UploadAnswer
}

/** Uploads, checks and applies a file. */
export async function importFile(
  api: TestApi,
  headers: Headers,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<TestImport> {
  const { id, problems } = await checkFile(api, headers, content)
  expect(problems).toEqual([])
  return applyImport(api, headers, id)
}

/** Applies a checked import. */
export async function applyImport(api: TestApi, headers: Headers, id: string): Promise<TestImport> {
  expect((await changeImport(api, headers, 'applyProductImport', id)).userErrors).toEqual([])
  return finished(api, headers, id)
}

/** The variants of the shop, by product and position. */
export const storedVariants = (api: TestApi, shop: TestShop) =>
  queryInShop<{ slug: string; sku: string; name: string; price: number; on_hand: number; status: string }>(
    api,
    shop,
    `select p.slug, v.sku, v.name, v.price, s.on_hand, p.status from product p
     join variant v on v.shop_id = p.shop_id and v.product_id = p.id join stock s on s.shop_id = v.shop_id and s.variant_id = v.id
     where p.shop_id = $1 order by p.slug, v.position`,
    shop.id,
  )
