import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, headersOf, membershipHeaders, merchant, type TestMember } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let author: TestMember
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { locale: 'en' })
  author = await createMember(api, [{ shop, role: 'FULFILLMENT' }])
  headers = await membershipHeaders(api, author, shop)
})
afterAll(() => api.stop())

interface Shown {
  notes: { id: string; text: string; by: string; mayRemove: boolean }[]
  timeline: { kind: string; by: string; message: string }[]
  otherOrders: { count: number; countIsCapped: boolean; newest: { code: string }[] } | null
}
interface Answer {
  order: Shown | null
  userErrors: { code: string; field: string[] | null }[]
}
const FIELDS =
  'notes { id text by mayRemove } timeline { kind by message } otherOrders { count countIsCapped newest { code } }'

async function add(orderCode: string, text: string, as = headers): Promise<Answer> {
  const mutation = `mutation ($orderCode: String!, $text: String!) {
    answer: addOrderNote(orderCode: $orderCode, text: $text) { order { ${FIELDS} } userErrors { code field } } }`
  return (await merchant<{ answer: Answer }>(api, mutation, { orderCode, text }, as)).data.answer
}
async function remove(noteId: string | undefined, as = headers): Promise<Answer> {
  const mutation = `mutation ($noteId: ID!) {
    answer: removeOrderNote(noteId: $noteId) { order { ${FIELDS} } userErrors { code field } } }`
  return (await merchant<{ answer: Answer }>(api, mutation, { noteId }, as)).data.answer
}
async function show(code: string, as = headers): Promise<Shown | null> {
  const query = `query ($code: String!) { order(code: $code) { ${FIELDS} } }`
  return (await merchant<{ order: Shown | null }>(api, query, { code }, as)).data.order
}

describe('notes on an order', () => {
  test('have an author, stand in the timeline, and are removed by the author', async () => {
    const { code } = await insertTestOrder(api, shop)
    await add(code, '  Ring the bell twice ')
    const { order, userErrors } = await add(code, 'Gift wrapped')
    expect(userErrors).toEqual([])
    expect(order?.notes).toMatchObject([
      { text: 'Ring the bell twice', by: author.name, mayRemove: true },
      { text: 'Gift wrapped', by: author.name, mayRemove: true },
    ])
    expect(order?.timeline).toEqual([
      { kind: 'NOTE_ADDED', by: author.name, message: 'Note: Ring the bell twice' },
      { kind: 'NOTE_ADDED', by: author.name, message: 'Note: Gift wrapped' },
    ])
    const removed = await remove(order?.notes[0]?.id)
    expect(removed.order?.notes).toMatchObject([{ text: 'Gift wrapped' }])
    expect(removed.order?.timeline.map(({ message }) => message)).toEqual([
      'Note added',
      'Note: Gift wrapped',
      'Note removed',
    ])
  })

  test('of somebody else are removed by an owner only', async () => {
    const { code } = await insertTestOrder(api, shop)
    const noteId = (await add(code, 'Call first')).order?.notes[0]?.id
    const manager = await headersOf(api, shop, 'MANAGER')
    expect((await show(code, manager))?.notes).toMatchObject([{ mayRemove: false }])
    expect((await remove(noteId, manager)).userErrors).toEqual([
      { code: 'NOTE_OF_SOMEBODY_ELSE', field: ['noteId'] },
    ])
    const owner = await headersOf(api, shop, 'OWNER')
    expect((await show(code, owner))?.notes).toMatchObject([{ mayRemove: true }])
    expect((await remove(noteId, owner)).order?.notes).toEqual([])
    expect((await remove(noteId, owner)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['noteId'] }])
  })

  test('are refused when they are empty or hold a card number', async () => {
    const { code } = await insertTestOrder(api, shop)
    expect((await add(code, ' \n ')).userErrors).toEqual([{ code: 'REQUIRED', field: ['text'] }])
    const { errors } = await merchant(
      api,
      `mutation { addOrderNote(orderCode: "${code}", text: "4242 4242 4242 4242") { userErrors { code } } }`,
      {},
      headers,
    )
    expect(errors?.[0]?.extensions.code ?? (await show(code))?.notes).toEqual('BAD_USER_INPUT')
    expect((await show(code))?.notes).toEqual([])
  })

  test('of another shop, and on an order of another shop, are refused', async () => {
    const other = await createShop(api)
    const { code } = await insertTestOrder(api, other)
    const theirs = await headersOf(api, other, 'OWNER')
    const noteId = (await add(code, 'Theirs', theirs)).order?.notes[0]?.id
    expect((await add(code, 'Ours')).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['orderCode'] }])
    expect((await remove(noteId)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['noteId'] }])
    expect((await remove('x')).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['noteId'] }])
    expect((await show(code, theirs))?.notes).toMatchObject([{ text: 'Theirs' }])
  })

  test('are hidden from who may not read who the buyers are', async () => {
    const { code } = await insertTestOrder(api, shop)
    await add(code, 'Madame Martin calls back')
    const shown = await show(code, await headersOf(api, shop, 'VIEWER'))
    expect(shown?.notes).toEqual([])
    expect(shown?.timeline).toEqual([{ kind: 'NOTE_ADDED', by: author.name, message: 'Note added' }])
  })
})

describe('the other orders of a buyer', () => {
  test('are those with the same email address in the shop, newest first, counted to 100', async () => {
    const own = await createShop(api)
    const other = await createShop(api)
    const certifier = await headersOf(api, own, 'CERTIFIER')
    const codes: string[] = []
    for (let day = 1; day <= 8; day++) {
      const placedAt = `2026-03-0${day}T10:00:00Z`
      const email = day === 8 ? 'LEA@Buyers.test' : 'lea@buyers.test'
      codes.unshift((await insertTestOrder(api, own, { placedAt, email })).code)
    }
    await insertTestOrder(api, own, { email: 'leo@buyers.test' })
    await insertTestOrder(api, other, { email: 'lea@buyers.test' })
    const [newest = '', , third = ''] = codes
    expect((await show(newest, certifier))?.otherOrders).toEqual({
      count: 7,
      countIsCapped: false,
      newest: codes.slice(1, 6).map((code) => ({ code })),
    })
    expect((await show(third, certifier))?.otherOrders?.newest[0]).toEqual({ code: newest })
    expect((await show(newest, await headersOf(api, own, 'VIEWER')))?.otherOrders).toBeNull()
    for (let more = 0; more < 100; more++)
      await insertTestOrder(api, own, { email: 'lea@buyers.test', placedAt: '2026-01-01T10:00:00Z' })
    expect((await show(newest, certifier))?.otherOrders).toMatchObject({ count: 100, countIsCapped: true })
  })

  test('are none for the only order of a buyer', async () => {
    const { code } = await insertTestOrder(api, shop, { email: 'once@buyers.test' })
    expect((await show(code))?.otherOrders).toEqual({ count: 0, countIsCapped: false, newest: [] })
  })
})
