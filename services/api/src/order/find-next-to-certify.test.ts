import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createCertificationScenario, type CertificationScenario } from '../../test/certification.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { headersOf, merchant } from '../../test/member.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let scenario: CertificationScenario

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  scenario = await createCertificationScenario(api)
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

async function nextAfter(code: string | null, { shop } = scenario): Promise<string | null> {
  const { data, errors } = await merchant<{ next: { code: string } | null }>(
    api,
    'query ($code: String) { next: nextOrderToCertify(after: $code) { code } }',
    { code },
    await headersOf(api, shop, 'CERTIFIER'),
  )
  expect(errors).toBeUndefined()
  return data.next?.code ?? null
}

test('orders to certify follow each other from the oldest to the newest, and begin again', async () => {
  expect(await nextAfter(null)).toBeNull()
  const [first, second, third] = [
    await scenario.placeOrderWithCard(),
    await scenario.placeOrderWithCard(),
    await scenario.placeOrderWithCard(),
  ]
  expect(await nextAfter(null)).toBe(first.code)
  expect(await nextAfter(first.code)).toBe(second.code)
  expect(await nextAfter(third.code)).toBe(first.code)

  await scenario.certify(second, { authorizationNumber: '1' })
  expect(await nextAfter(first.code)).toBe(third.code)
  expect(await nextAfter(second.code)).toBe(third.code)
  await scenario.certify(third, { outcome: 'REFUSED' })
  expect(await nextAfter(first.code)).toBeNull()
  expect(await nextAfter('no such order')).toBe(first.code)
})

test('an order of another shop is neither found nor a place to begin from', async () => {
  const other = await createCertificationScenario(api)
  expect(await nextAfter(null, other)).toBeNull()
  const theirs = await other.placeOrderWithCard()
  const ours = await nextAfter(null)
  expect(ours).not.toBeNull()
  expect(await nextAfter(theirs.code)).toBe(ours)
})
