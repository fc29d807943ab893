import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder, startApiAndBank, type PlacedOrder, type TestBank } from '../../test/bank/bank.ts'
import { createTestContract, startBankPayment } from '../../test/bank/bank-payment.ts'
import { giveIdentity, invoicesOf, issueDueInvoices } from '../../test/invoice.ts'
import { createManualPaymentScenario, type ManualPaymentScenario } from '../../test/manual-payment.ts'
import { merchant } from '../../test/member.ts'
import { createRefundManager } from '../../test/refund.ts'
import { queryInShop } from '../../test/sql.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
}, 60_000)
afterAll(() => stop?.())

async function shopWithTransfers(): Promise<ManualPaymentScenario> {
  const scenario = await createManualPaymentScenario(api)
  await giveIdentity(api, scenario.shop)
  return scenario
}
const documentsOf = async ({ shop }: { shop: { id: string } }) => {
  await issueDueInvoices(api, shop)
  return invoicesOf(api, shop)
}
const waitingIn = (shop: { id: string }) => queryInShop(api, shop, 'select id from invoice_due')
const lastReceipt = async (scenario: ManualPaymentScenario, order: PlacedOrder) =>
  (await scenario.receiptsOf(order)).at(-1) ?? ''

describe('a receipt that was recorded by mistake', () => {
  test('leaves its invoice cancelled in whole, and the next receipt gets an invoice of its own', async () => {
    const scenario = await shopWithTransfers()
    const order = await placeTestOrder(api, scenario.shop, 3)
    const total = await scenario.totalOf(order)
    await scenario.record(order, total)
    const [first] = await documentsOf(scenario)
    await scenario.undo(await lastReceipt(scenario, order))
    const [, note] = await documentsOf(scenario)
    expect(note).toMatchObject({
      kind: 'CREDIT_NOTE',
      total,
      tax_total: first?.tax_total,
      data: { isCancellation: true, corrects: { number: first?.number }, taxes: first?.data.taxes },
    })
    expect(await documentsOf(scenario)).toHaveLength(2)
    await scenario.record(order, total)
    const kinds = (await documentsOf(scenario)).map(({ kind, total: amount }) => [kind, amount])
    expect(kinds).toEqual([
      ['INVOICE', total],
      ['CREDIT_NOTE', total],
      ['INVOICE', total],
    ])
    expect(await waitingIn(scenario.shop)).toEqual([])
  })

  test('and again before anything was issued leaves each invoice cancelled once', async () => {
    const scenario = await shopWithTransfers()
    const order = await placeTestOrder(api, scenario.shop)
    const total = await scenario.totalOf(order)
    await scenario.record(order, total)
    await scenario.undo(await lastReceipt(scenario, order))
    expect(await documentsOf(scenario)).toEqual([])
    await scenario.record(order, total)
    await documentsOf(scenario)
    await scenario.undo(await lastReceipt(scenario, order))
    await scenario.record(order, total)
    await scenario.undo(await lastReceipt(scenario, order))
    await scenario.record(order, total)
    const documents = await documentsOf(scenario)
    expect(documents.map(({ kind }) => kind).sort()).toEqual(['CREDIT_NOTE', 'INVOICE', 'INVOICE'])
    const { recordRefund } = await createRefundManager(api, scenario.shop)
    await recordRefund(order.code, { otherAmount: total })
    const last = (await documentsOf(scenario)).at(-1)
    const standing = documents.filter(({ kind }) => kind === 'INVOICE').at(-1)
    expect(last?.data).toMatchObject({ kind: 'CREDIT_NOTE', corrects: { number: standing?.number } })
    expect(last?.total).toBe(total)
  })
})

describe('the invoice tells', () => {
  test('the day on which a transfer came', async () => {
    const scenario = await shopWithTransfers()
    const order = await placeTestOrder(api, scenario.shop)
    await scenario.record(order, await scenario.totalOf(order), { receivedOn: '2026-01-15' })
    const [invoice] = await documentsOf(scenario)
    expect(invoice?.data.paidOn).toBe('2026-01-15')
  })

  test('what was received, where a member accepted less than the total', async () => {
    const scenario = await shopWithTransfers()
    const order = await placeTestOrder(api, scenario.shop)
    const total = await scenario.totalOf(order)
    await scenario.record(order, 100, { receivedOn: '2026-01-15' })
    const [part] = await scenario.unmatchedOf(order)
    await merchant(
      api,
      `mutation ($input: AcceptUnmatchedPaymentInput!) { acceptUnmatchedPayment(input: $input) { userErrors { code } } }`,
      { input: { unmatchedPaymentId: part?.id, acceptedAmount: 100 } },
      scenario.owner,
    )
    const [invoice] = await documentsOf(scenario)
    expect(invoice?.data).toMatchObject({ totals: { gross: total }, paid: 100, paidOn: '2026-01-15' })
  })
})

test('a payment in the test environment of a bank gets no document, nor do its refunds, and nothing waits', async () => {
  const contract = await createTestContract(api, bank, 'lyra', { environment: 'TEST' })
  const { shop } = contract
  const { order, id } = await startBankPayment(api, bank, contract)
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid' })
  const { recordRefund } = await createRefundManager(api, shop)
  expect(await waitingIn(shop)).toHaveLength(1)
  expect(await documentsOf({ shop })).toEqual([])
  expect(await waitingIn(shop)).toEqual([])
  await giveIdentity(api, shop)
  expect((await recordRefund(order.code, { otherAmount: 100 })).userErrors).toEqual([])
  expect(await documentsOf({ shop })).toEqual([])
  expect(await waitingIn(shop)).toEqual([])
})
