import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { goodCard } from '../../../../test/card.ts'
import { createCertificationScenario, type CertificationScenario } from '../../../../test/certification.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { executeInShop } from '../../../../test/sql.ts'

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

describe('revealCard', () => {
  test('returns all but the last six digits and is audited each time', async () => {
    const order = await scenario.placeOrderWithCard()
    for (let call = 0; call < 2; call++) {
      const { keptDigits, missingDigits, userErrors } = await scenario.reveal(order)
      expect(userErrors).toEqual([])
      expect(keptDigits === goodCard.number.slice(0, -6)).toBe(true)
      expect(missingDigits).toBe(6)
    }
    const state = await scenario.stateOf(order)
    expect(state?.audit).toEqual(['revealCard', 'revealCard'])
    expect(state?.events.filter((type) => type === 'card.kept_digits_revealed')).toHaveLength(2)
  })

  test('says that the number may be copied once the shop allows it', async () => {
    const copyAllowed = async () => (await scenario.reveal(await scenario.placeOrderWithCard())).copyAllowed
    expect(await copyAllowed()).toBe(false)
    const owner = await headersOf(api, scenario.shop, 'OWNER')
    const { data } = await merchant<{ changed: { userErrors: unknown[] } }>(
      api,
      `mutation ($input: ChangeShopSettingsInput!) { changed: changeShopSettings(input: $input) { userErrors { code } } }`,
      {
        input: {
          orderDelaySeconds: 604_800,
          bankDelaySeconds: 7200,
          keptRetentionSeconds: 604_800,
          cardCopyAllowed: true,
        },
      },
      owner,
    )
    expect(data.changed.userErrors).toEqual([])
    await expect.poll(copyAllowed).toBe(true)
  })

  test('refuses, and audits the refusal, once the payment has ended or its retention is over', async () => {
    const certified = await scenario.placeOrderWithCard()
    await scenario.certify(certified, { authorizationNumber: '1' })
    const pastRetention = await scenario.placeOrderWithCard()
    await executeInShop(
      api,
      scenario.shop,
      'update card_kept set erase_at = now() where payment_id = $1',
      pastRetention.paymentId,
    )
    for (const order of [certified, pastRetention]) {
      expect(await scenario.reveal(order)).toMatchObject({
        keptDigits: null,
        userErrors: [{ code: 'NOT_REVEALABLE' }],
      })
      expect((await scenario.stateOf(order))?.audit.at(-1)).toBe('revealCard refused')
    }
  })

  test('refuses kept digits that were encrypted for another payment', async () => {
    const [order, other] = [await scenario.placeOrderWithCard(), await scenario.placeOrderWithCard()]
    await executeInShop(
      api,
      scenario.shop,
      'update card_kept k set sealed = o.sealed from card_kept o where k.payment_id = $1 and o.payment_id = $2',
      order.paymentId,
      other.paymentId,
    )
    expect((await scenario.reveal(order)).userErrors).toMatchObject([{ code: 'NOT_REVEALABLE' }])
  })
})
