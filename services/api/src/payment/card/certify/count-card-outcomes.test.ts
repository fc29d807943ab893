import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { createCertificationScenario, type CertificationScenario } from '../../../../test/certification.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { executeInShop } from '../../../../test/sql.ts'

let api: TestApi
let scenario: CertificationScenario
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createCertificationScenario(api, { variants: [{ price: 1000, stock: 50 }] })
}, 60_000)
afterAll(() => api?.stop())

const DECLINED = { outcome: 'REFUSED', declineReason: 'STRONG_AUTHENTICATION_REQUIRED' }

async function certifyNewCard(input: Record<string, unknown>, at?: string): Promise<void> {
  const order = await scenario.placeOrderWithCard()
  expect((await scenario.certify(order, input)).userErrors).toEqual([])
  if (at)
    await executeInShop(
      api,
      scenario.shop,
      `update certification set certified_at = ${at} where payment_id = $1`,
      order.paymentId,
    )
}

async function outcomesOf(shop = scenario.shop, months = 2) {
  const { data, errors } = await merchant<{ cardOutcomes: Record<string, unknown>[] } | null>(
    api,
    'query ($months: Int!) { cardOutcomes(months: $months) { month approved declined declinedForAuthentication } }',
    { months },
    await headersOf(api, shop, 'OWNER'),
  )
  return { outcomes: data?.cardOutcomes, code: errors?.[0]?.extensions.code }
}

test('answers of the bank are counted by month in the shop’s time zone, those for missing authentication apart', async () => {
  await executeInShop(
    api,
    scenario.shop,
    `update shop set time_zone = 'Pacific/Kiritimati' where id = $1`,
    scenario.shop.id,
  )
  const monthStart = `(date_trunc('month', now() at time zone 'Pacific/Kiritimati') at time zone 'Pacific/Kiritimati')`
  await certifyNewCard({ authorizationNumber: 'A1' })
  await certifyNewCard({ outcome: 'REFUSED' }, monthStart)
  await certifyNewCard(DECLINED)
  await certifyNewCard({ outcome: 'REFERRAL' })
  await certifyNewCard(DECLINED, `${monthStart} - interval '1 microsecond'`)
  await certifyNewCard(DECLINED, `${monthStart} - interval '1 month 1 microsecond'`)

  const { outcomes = [] } = await outcomesOf()
  expect(outcomes.map(({ month: _, ...counts }) => counts)).toEqual([
    { approved: 1, declined: 2, declinedForAuthentication: 1 },
    { approved: 0, declined: 1, declinedForAuthentication: 1 },
  ])
  const [{ month } = {}] = outcomes
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Pacific/Kiritimati' }).format(new Date())
  expect(month).toBe(`${today.slice(0, 7)}-01`)
})

test('another shop has counts of its own', async () => {
  const { shop } = await createCertificationScenario(api)
  expect((await outcomesOf(shop, 1)).outcomes).toMatchObject([{ approved: 0, declined: 0 }])
})

test.each([0, -1, 25])('%i months are refused', async (months) => {
  expect((await outcomesOf(scenario.shop, months)).code).toBe('BAD_USER_INPUT')
})
