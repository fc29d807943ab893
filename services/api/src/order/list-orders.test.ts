import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { merchant, headersOf } from '../../test/member.ts'
import { putOrder, type OrderOptions } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const openShop = async () => {
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'VIEWER')
}
const put = (wishes: OrderOptions = {}) => putOrder(api, shop, wishes)

interface Page {
  orders: {
    edges: { cursor: string; node: { code: string } }[]
    nodes: { code: string }[]
    totalCount: number
    pageInfo: {
      hasNextPage: boolean
      hasPreviousPage: boolean
      startCursor: string | null
      endCursor: string | null
    }
  }
}

const ORDERS = `query ($filter: OrderFilter, $first: Int, $after: String) {
  orders(filter: $filter, first: $first, after: $after) {
    edges { cursor node { code } } nodes { code } totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`
const orders = (variables: Record<string, unknown> = {}) =>
  merchant<Page | null>(api, ORDERS, variables, headers)
const codesFor = async (filter: Record<string, unknown>) =>
  (await orders({ filter })).data?.orders.nodes.map(({ code }) => code)

describe('the pages of orders', () => {
  const placed: string[] = []

  beforeAll(async () => {
    await openShop()
    // Several orders an instant, and instants a microsecond apart: what a page must neither skip nor repeat.
    for (let i = 0; i < 24; i++) {
      const { code } = await put({ placedAt: `2026-03-01T10:00:00.00000${Math.floor(i / 4)}Z` })
      placed.unshift(code)
    }
  })

  test('put together, are all orders once, newest first, whatever the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (first) => {
        const seen: string[] = []
        for (let after: string | null | undefined = null; after !== undefined;) {
          const page: Page['orders'] | undefined = (await orders({ first, after })).data?.orders
          expect(page?.totalCount).toBe(placed.length)
          expect(page?.pageInfo.hasPreviousPage).toBe(after !== null)
          expect(page?.edges.length).toBeLessThanOrEqual(first)
          expect(page?.pageInfo.startCursor).toBe(page?.edges[0]?.cursor)
          seen.push(...(page?.edges ?? []).map(({ node }) => node.code))
          after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined
        }
        expect(seen).toEqual(placed)
      }),
      { numRuns: 8 },
    )
  })

  test('have twenty-five orders unless asked otherwise', async () => {
    expect((await orders()).data?.orders.nodes).toHaveLength(24)
    expect((await orders({ first: null })).data?.orders.nodes).toHaveLength(24)
  })

  test.each([0, -1, 101, 1_000_000_000])('are not of %d', async (first) => {
    const answer = await orders({ first })
    expect(answer.status).toBe(400)
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(answer.errors?.[0]?.message).toContain('first')
  })

  test.each(['', 'garbage', Buffer.from('0198c0de-0000-7000-8000-000000000000').toString('base64url')])(
    'don’t begin after %j',
    async (after) => {
      const answer = await orders({ after })
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    },
  )

  test('don’t begin after another shop’s order', async () => {
    const foreign = await putOrder(api, await createShop(api))
    const answer = await orders({ after: Buffer.from(foreign.id).toString('base64url') })
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('the filter of orders', () => {
  beforeAll(async () => {
    await openShop()
    await put({ code: 'AAA11', status: 'PAID', placedAt: '2026-01-01T00:00:00Z', card: 'APPROVED' })
    await put({ code: 'AAB22', placedAt: '2026-01-02T12:00:00.123456Z', email: 'zoe_100%@buyers.test' })
    await put({
      code: 'CCC33',
      status: 'CANCELLED',
      placedAt: '2026-01-03T00:00:00Z',
      firstName: 'Zoé',
      lastName: 'Lefèvre',
    })
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, ['CCC33', 'AAB22', 'AAA11']],
    ['one status', { status: ['PAID'] }, ['AAA11']],
    ['two statuses', { status: ['PAID', 'CANCELLED'] }, ['CCC33', 'AAA11']],
    ['no status', { status: [] }, []],
    ['the beginning of a code', { search: 'aa' }, ['AAB22', 'AAA11']],
    ['a code whole, with spaces around', { search: ' AAB22 ' }, ['AAB22']],
    ['not the middle of a code', { search: 'B22' }, []],
    ['a part of the e-mail', { search: 'ZOE_100%@' }, ['AAB22']],
    ['a per cent sign as itself', { search: '%' }, ['AAB22']],
    ['an underscore as itself', { search: 'e_1' }, ['AAB22']],
    ['a backslash as itself', { search: '\\' }, []],
    ['a quote as itself', { search: "'" }, []],
    ['a question mark as itself', { search: '?' }, []],
    ['first and last name', { search: 'zoé lef' }, ['CCC33']],
    ['last and first name', { search: 'Lefèvre Zoé' }, ['CCC33']],
    ['blank search', { search: '  ' }, ['CCC33', 'AAB22', 'AAA11']],
    ['from an instant, itself included', { placedFrom: '2026-01-03T00:00:00Z' }, ['CCC33']],
    [
      'to an instant, its microseconds included',
      { placedTo: '2026-01-02T12:00:00.123Z' },
      ['AAB22', 'AAA11'],
    ],
    ['the first of all years', { placedFrom: '0000-01-01T00:00:00Z' }, ['CCC33', 'AAB22', 'AAA11']],
    ['the last', { placedTo: '9999-12-31T23:59:59.999Z' }, ['CCC33', 'AAB22', 'AAA11']],
    ['before there were orders', { placedTo: '0000-01-01T00:00:00Z' }, []],
    ['an offset', { placedFrom: '2026-01-03T02:00:00+02:00' }, ['CCC33']],
    ['orders with a card', { paymentMode: 'CARD' }, ['AAA11']],
    ['orders with a bank', { paymentMode: 'BANK' }, []],
    ['all at once', { status: ['PAID'], search: 'AAA', paymentMode: 'CARD' }, ['AAA11']],
  ])('%s', async (_name, filter, codes) => {
    expect(await codesFor(filter)).toEqual(codes)
  })

  test('refuses a status that is none, without repeating it', async () => {
    const answer = await orders({ filter: { status: ['STOLEN'] } })
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(JSON.stringify(answer.errors)).not.toContain('STOLEN')
  })
})
