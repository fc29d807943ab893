import 'reflect-metadata'
import { metrics } from '@triclic/telemetry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApiAndBank, type ApiAndBank } from '../../../../test/bank/bank.ts'
import { createTestContract, startBankPayment } from '../../../../test/bank/bank-payment.ts'

let system: ApiAndBank
beforeAll(async () => {
  system = await startApiAndBank()
})
afterAll(() => system?.stop())

const count = async (verdict: string): Promise<number> => {
  const text = await metrics.getSingleMetricAsString('triclic_bank_notifications_total')
  const sample = new RegExp(`bank="lyra",verdict="${verdict}"\\} (\\d+)`).exec(text)
  return Number(sample?.[1] ?? 0)
}

test('notifications are counted by bank and by what became of them', async () => {
  const { api, bank } = system
  const contract = await createTestContract(api, bank, 'lyra')
  const [applied, refused] = [await count('APPLIED'), await count('REFUSED')]
  const { id } = await startBankPayment(api, bank, contract)
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid' })
  await expect.poll(() => count('APPLIED')).toBe(applied + 1)
  await fetch(`${api.url}/bank/lyra/notify/${contract.shop.slug}`, {
    method: 'POST',
    body: new URLSearchParams({ vads_hash: 'forged' }),
  })
  expect([await count('APPLIED'), await count('REFUSED')]).toEqual([applied + 1, refused + 1])
})
