import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let manager: Record<string, string>
let viewer: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  shop = await createShop(api)
  manager = await headersOf(api, shop, 'MANAGER')
  viewer = await headersOf(api, shop, 'VIEWER')
})

type Headers = Record<string, string>
interface View {
  id: string
  name: string
  filter: string
  isShared: boolean
}
interface Answer {
  view?: View | null
  userErrors: { code: string; field: string[] | null }[]
}
const FIELDS = '{ view { id name filter isShared } userErrors { code field } }'

const answerOf = async (query: string, variables: object, headers: Headers) =>
  (await merchant<{ answer: Answer }>(api, query, { ...variables }, headers)).data.answer
const create = (headers: Headers, input: Partial<View>) =>
  answerOf(
    `mutation ($input: OrderViewInput!) { answer: createOrderView(input: $input) ${FIELDS} }`,
    { input: { name: 'To ship', filter: 'shipping=TO_SHIP', isShared: false, ...input } },
    headers,
  )
const change = (headers: Headers, id: string | undefined, input: object) =>
  answerOf(
    `mutation ($id: ID!, $input: ChangeOrderViewInput!) { answer: changeOrderView(id: $id, input: $input) ${FIELDS} }`,
    { id, input },
    headers,
  )
const remove = (headers: Headers, id: string | undefined) =>
  answerOf(
    'mutation ($id: ID!) { answer: deleteOrderView(id: $id) { userErrors { code field } } }',
    { id },
    headers,
  )
const list = async (headers: Headers) => {
  const query = '{ orderViews { name filter isShared } }'
  return (await merchant<{ orderViews: Omit<View, 'id'>[] }>(api, query, {}, headers)).data.orderViews
}
const NOT_ALLOWED = (field: string) => ({ code: 'ORDER_VIEW_SHARING_NOT_ALLOWED', field: [field] })

describe('views of the order list', () => {
  test('are seen by who created them; shared ones by everybody, before the own ones', async () => {
    await create(viewer, { name: 'Mine' })
    await create(manager, { name: 'Today', filter: 'status=PAID', isShared: true })
    await create(manager, { name: 'A', filter: '' })
    expect(await list(manager)).toEqual([
      { name: 'Today', filter: 'status=PAID', isShared: true },
      { name: 'A', filter: '', isShared: false },
    ])
    expect(await list(viewer)).toEqual([
      { name: 'Today', filter: 'status=PAID', isShared: true },
      { name: 'Mine', filter: 'shipping=TO_SHIP', isShared: false },
    ])
    expect(await list(await headersOf(api, await createShop(api), 'OWNER'))).toEqual([])
  })

  test('are shared, changed for all and deleted by managers only', async () => {
    expect((await create(viewer, { isShared: true })).userErrors).toEqual([NOT_ALLOWED('isShared')])
    const id = (await create(manager, { isShared: true })).view?.id
    const own = { name: 'Mine now', filter: '', isShared: false }
    expect((await change(viewer, id, own)).userErrors).toEqual([NOT_ALLOWED('id')])
    expect((await remove(viewer, id)).userErrors).toEqual([NOT_ALLOWED('id')])
    const changed = await change(manager, id, own)
    expect(changed.view).toEqual({ id, ...own })
    expect(await list(viewer)).toEqual([])
    expect((await remove(manager, id)).userErrors).toEqual([])
    expect(await list(manager)).toEqual([])
    const audited = await queryInShop(
      api,
      shop,
      "select action, subject from audit_entry where action like '%OrderView' order by id",
    )
    expect(audited).toEqual([
      { action: 'createOrderView', subject: 'To ship' },
      { action: 'changeOrderView', subject: 'Mine now' },
    ])
  })

  test('keep what a change does not name', async () => {
    const id = (await create(manager, { isShared: true })).view?.id
    expect((await change(manager, id, { filter: 'status=PAID' })).view).toEqual({
      id,
      name: 'To ship',
      filter: 'status=PAID',
      isShared: true,
    })
    expect((await change(manager, id, { name: ' ' })).userErrors).toEqual([
      { code: 'REQUIRED', field: ['name'] },
    ])
  })

  test('of somebody else, and of another shop, are not found', async () => {
    const id = (await create(viewer, {})).view?.id
    const input = { name: 'Theirs', filter: '', isShared: false }
    const notFound = [{ code: 'NOT_FOUND', field: ['id'] }]
    const stranger = await headersOf(api, await createShop(api), 'OWNER')
    for (const headers of [manager, stranger]) {
      expect((await change(headers, id, input)).userErrors).toEqual(notFound)
      expect((await remove(headers, id)).userErrors).toEqual(notFound)
    }
    expect((await remove(viewer, 'x')).userErrors).toEqual(notFound)
    expect(await list(viewer)).toMatchObject([{ name: 'To ship' }])
  })

  test('need a name, and are at most 30', async () => {
    expect((await create(viewer, { name: '  ' })).userErrors).toEqual([{ code: 'REQUIRED', field: ['name'] }])
    for (let count = 0; count < 30; count++) await create(viewer, { name: `View ${count}` })
    expect((await create(viewer, {})).userErrors).toEqual([{ code: 'TOO_MANY_ORDER_VIEWS', field: null }])
    expect((await create(manager, {})).userErrors).toEqual([])
  })
})
