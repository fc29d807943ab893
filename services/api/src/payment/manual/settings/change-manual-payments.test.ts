import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import {
  cheque,
  createManualPaymentScenario,
  transfer,
  type ManualPaymentScenario,
} from '../../../../test/manual-payment.ts'
import { queryInShop } from '../../../../test/sql.ts'

let api: TestApi
let scenario: ManualPaymentScenario
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createManualPaymentScenario(api)
}, 60_000)
afterAll(() => api?.stop())

describe('the settings', () => {
  test('are refused with everything that is wrong at once', async () => {
    expect(
      await scenario.change({
        transfer: { ...transfer, holder: ' ', iban: 'FR14 2004', bic: 'X', delayDays: 0 },
        cheque: { ...cheque, payee: 'x'.repeat(71), address: '', delayDays: 61 },
      }),
    ).toEqual([
      { code: 'IBAN_INVALID', field: ['transfer', 'iban'] },
      { code: 'BIC_INVALID', field: ['transfer', 'bic'] },
      { code: 'REQUIRED', field: ['transfer', 'holder'] },
      { code: 'DELAY_OUT_OF_BOUNDS', field: ['transfer', 'delayDays'] },
      { code: 'TEXT_TOO_LONG', field: ['cheque', 'payee'] },
      { code: 'REQUIRED', field: ['cheque', 'address'] },
      { code: 'DELAY_OUT_OF_BOUNDS', field: ['cheque', 'delayDays'] },
    ])
  })

  test('that somebody else changed are not overwritten, and the audit log holds no whole account', async () => {
    expect(await scenario.change({ transfer: { ...transfer, delayDays: 5 }, version: 'old' })).toEqual([
      { code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] },
    ])
    const rows = await queryInShop<{ subject: string }>(
      api,
      scenario.shop,
      `select subject from audit_entry where action = 'changeManualPayments' and shop_id = $1`,
      scenario.shop.id,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ subject }) => /2004|3704/.test(subject))).toEqual([])
  })
})
