import { expect } from 'vitest'
import { graphql, type TestApi } from './api.ts'

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
  problems: { row: number; column: string | null; value: string | null; message: string; code: string }[]
  problemCount: number
  conflicts: string[]
}

const IMPORT = `id fileName format status progress rowCount createdCount changedCount unchangedCount problemCount conflicts
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
    .poll(async () => (await readImport(api, headers, id)).status, { interval: 50, timeout: 60_000 })
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

/** Uploads, checks and applies a file. */
export async function importFile(
  api: TestApi,
  headers: Headers,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<TestImport> {
  const { id, problems } = await checkFile(api, headers, content)
  expect(problems).toEqual([])
  expect((await changeImport(api, headers, 'applyProductImport', id)).userErrors).toEqual([])
  return finished(api, headers, id)
}
