import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { postBody, registerTexts } from '../../test/storefront-document.ts'
import { documentId } from './document.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

const FIRST = 'query ShopName { shop { name } } # é'
const SECOND = 'query A { cart { totalQuantity } } query B { shop { name } }'
const THIRD = '{ products { totalCount } }'

interface Listed {
  id: string
  operations: string[]
  bytes: number
  isCacheable: boolean
  registeredAt: string
  lastUsedAt: string | null
}

interface Page {
  totalCount: number
  nodes: Listed[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null }
}

async function list(args: string, headers = owner) {
  const { data, errors } = await merchant<{ registeredDocuments: Page } | null>(
    api,
    `{ registeredDocuments(${args}) { totalCount nodes { id operations bytes isCacheable registeredAt lastUsedAt }
      pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    {},
    headers,
  )
  return { page: data?.registeredDocuments, codes: errors?.map(({ extensions }) => extensions?.['code']) }
}

test('lists documents newest first, with their operations and sizes, page by page', async () => {
  for (const text of [FIRST, SECOND, THIRD]) await registerTexts(api, shop, [text])
  const { page } = await list('first: 2')
  expect(page).toMatchObject({
    totalCount: 3,
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
    nodes: [
      { id: documentId(THIRD), operations: [], isCacheable: true, lastUsedAt: null },
      { id: documentId(SECOND), operations: ['A', 'B'], isCacheable: false },
    ],
  })
  const { page: next } = await list(`first: 2, after: "${page?.pageInfo.endCursor}"`)
  expect(next).toMatchObject({
    totalCount: 3,
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
    nodes: [{ id: documentId(FIRST), operations: ['ShopName'], bytes: Buffer.byteLength(FIRST) }],
  })
})

test('tells when a document was last used', async () => {
  await postBody(api, shop, { documentId: documentId(FIRST) })
  await api.app.documents.recordUses()
  const { page } = await list('first: 3')
  expect(page?.nodes.map(({ lastUsedAt }) => lastUsedAt === null)).toEqual([true, true, false])
})

test('documents of another shop are neither listed nor cursors', async () => {
  const other = await createShop(api)
  const headers = await headersOf(api, other, 'OWNER')
  expect((await list('first: 2', headers)).page).toMatchObject({ totalCount: 0, nodes: [] })
  const { page } = await list('first: 1')
  expect((await list(`first: 1, after: "${page?.pageInfo.endCursor}"`, headers)).codes).toEqual([
    'BAD_USER_INPUT',
  ])
})

test.each(['first: 0', 'first: 101', 'first: 1, after: "x"'])('refuses %s', async (args) => {
  expect((await list(args)).codes).toEqual(['BAD_USER_INPUT'])
})
