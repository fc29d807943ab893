import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { createCertificationScenario, type CertificationScenario } from '../../../../test/certification.ts'
import { createMember, membershipHeaders, type TestMember } from '../../../../test/member.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'

let api: TestApi
let scenario: CertificationScenario
let order: Awaited<ReturnType<CertificationScenario['placeOrderWithCard']>>
let owner: TestMember
let member: TestMember
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  scenario = await createCertificationScenario(api)
  const { shop } = scenario
  owner = await createMember(api, [{ shop, role: 'OWNER' }])
  member = await createMember(api, [{ shop, role: 'CERTIFIER' }])
  headers = await membershipHeaders(api, member, shop)
  order = await scenario.placeOrderWithCard()
})

/** Adds reveals of the member, the first of them this long ago and each a second later. */
const addReveals = (count: number, ago: string) =>
  executeInShop(
    api,
    scenario.shop,
    `insert into card_reveal (shop_id, id, member_id, at)
     select $1, gen_random_uuid(), $2, now() - $3::interval + n * interval '1 second' from generate_series(1, $4::int) n`,
    scenario.shop.id,
    member.id,
    ago,
    count,
  )
const reveal = async () => (await scenario.reveal(order, headers)).userErrors.map(({ code }) => code)
const LIMITED = ['REVEAL_LIMIT_REACHED']
const mails = () =>
  queryInShop<{ recipient: string; name: string }>(
    api,
    scenario.shop,
    "select recipient, details ->> 'name' as name from mail where kind = 'REVEAL_LIMIT_REACHED' order by recipient",
  )

describe.each([
  ['60 an hour', 60, '59 minutes', '61 minutes'],
  ['200 a day', 200, '23 hours 50 minutes', '24 hours 10 minutes'],
])('%s', (_, limit, within, before) => {
  test('are revealed, the next one is not', async () => {
    await addReveals(limit - 1, within)
    expect(await reveal()).toEqual([])
    expect(await reveal()).toEqual(LIMITED)
  })

  test('earlier ones do not count', async () => {
    await addReveals(limit + 10, before)
    expect(await reveal()).toEqual([])
  })
})

test('simultaneous reveals of several orders do not pass the limit', async () => {
  const orders = [order]
  while (orders.length < 8) orders.push(await scenario.placeOrderWithCard())
  await addReveals(59, '10 minutes')
  const answers = await Promise.all(orders.map((each) => scenario.reveal(each, headers)))
  expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1)
})

test('each member has a limit of its own, in each shop', async () => {
  await addReveals(60, '10 minutes')
  expect(await reveal()).toEqual(LIMITED)
  const colleague = await createMember(api, [{ shop: scenario.shop, role: 'CERTIFIER' }])
  const other = await membershipHeaders(api, colleague, scenario.shop)
  expect((await scenario.reveal(order, other)).userErrors).toEqual([])
  const second = await createCertificationScenario(api)
  await api.owner.query("insert into membership (member_id, shop_id, role) values ($1, $2, 'CERTIFIER')", [
    member.id,
    second.shop.id,
  ])
  const there = await membershipHeaders(api, member, second.shop)
  expect((await second.reveal(await second.placeOrderWithCard(), there)).userErrors).toEqual([])
})

test('a refusal says when it works again, is audited, and is mailed to each owner once', async () => {
  const second = await createMember(api, [{ shop: scenario.shop, role: 'OWNER' }])
  await addReveals(60, '10 minutes')
  const answer = await scenario.reveal(order, { ...headers, 'accept-language': 'en' })
  const [row] = await queryInShop<{ at: string }>(
    api,
    scenario.shop,
    `select to_char((min(at) + interval '1 hour 59.999999 seconds') at time zone 'Europe/Paris', 'HH24:MI') as at from card_reveal`,
  )
  expect(answer).toMatchObject({ keptDigits: null, userErrors: [{ code: 'REVEAL_LIMIT_REACHED' }] })
  expect((answer.userErrors[0] as { message?: string }).message).toContain(row?.at)
  expect(await reveal()).toEqual(LIMITED)
  expect((await scenario.stateOf(order))?.audit.slice(-2)).toEqual([
    'revealCard limited',
    'revealCard limited',
  ])
  const expected = [owner, second].map(({ email }) => ({ recipient: email, name: member.name }))
  expect(await mails()).toEqual(expected.sort((a, b) => (a.recipient < b.recipient ? -1 : 1)))
})

test('owners hear of it again on another day', async () => {
  await addReveals(60, '10 minutes')
  await reveal()
  await executeInShop(api, scenario.shop, 'update reveal_limit_notice set day = day - 1')
  await reveal()
  expect(await mails()).toHaveLength(2)
})
