import { afterAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { enumValues } from './contract.ts'
import { LANGUAGES, startEnvironment } from './environment.ts'
import { orderErrorCases } from './order-error-cases.ts'
import { paymentErrorCases } from './payment-error-cases.ts'

const environment = await startEnvironment(['api', 'worker', 'bank'])
afterAll(() => environment.stop())
const shop = environment.run.shops[0] as RunShop

const visaShop = await environment.seedShop('visa-only', 3)
await environment.operate("update shop set card_brands = '{VISA}' where slug = $1", [visaShop.slug])
const bankShop = await environment.seedShop('bank-only', 3)
await environment.operate("update shop set payment_modes = '{BANK}' where slug = $1", [bankShop.slug])

const cases = [
  orderErrorCases(environment, shop, visaShop),
  paymentErrorCases(environment, shop, visaShop, bankShop),
].flatMap((byCode) => Object.entries(byCode).flatMap(([code, list]) => list.map((one) => ({ code, ...one }))))

test('there is a case for every user error code of the contract', () => {
  const covered = new Set(cases.map(({ code }) => code))
  expect([...covered].sort()).toEqual(enumValues('storefront', 'UserErrorCode').sort())
})

describe.each(cases)('$code: $name', ({ code, field, reach, shop: shopOfCase = shop }) => {
  test('is refused with its code and field, and a message in French and in English', async () => {
    const messages: string[] = []
    for (const language of LANGUAGES) {
      const errors = await reach(environment.buyer(shopOfCase, language))
      expect(errors).toEqual([{ code, field, message: expect.stringMatching(/\S/) }])
      messages.push(errors[0]?.message ?? '')
    }
    expect(messages[0]).not.toBe(messages[1])
  })
})
