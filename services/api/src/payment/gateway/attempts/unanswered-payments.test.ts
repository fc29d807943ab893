import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApiAndBank, type ApiAndBank } from '../../../../test/bank/bank.ts'
import {
  createTestContract,
  startBankPayment,
  type TestContract,
} from '../../../../test/bank/bank-payment.ts'
import { executeInShop } from '../../../../test/sql.ts'
import { headersOf, merchant } from '../../../../test/member.ts'

let started: ApiAndBank
let contract: TestContract
let headers: Record<string, string>

beforeAll(async () => {
  started = await startApiAndBank()
  contract = await createTestContract(started.api, started.bank, 'lyra')
  headers = await headersOf(started.api, contract.shop, 'OWNER')
})
afterAll(() => started?.stop())

const QUERY = `{ gatewayAccounts { recentPayments unansweredPayments silent }
  orders(filter: { unansweredByBank: true }) { totalCount nodes { code } } }`

async function findUnanswered(requestHeaders = headers) {
  const { data } = await merchant<{
    gatewayAccounts: { recentPayments: number; unansweredPayments: number; silent: boolean }[]
    orders: { totalCount: number; nodes: { code: string }[] }
  }>(started.api, QUERY, {}, requestHeaders)
  const { totalCount, nodes } = data.orders
  return { accounts: data.gatewayAccounts, totalCount, codes: nodes.map(({ code }) => code).sort() }
}

/** Starts a payment whose answer is due and has not come. */
async function leaveUnanswered(): Promise<{ code: string; id: string }> {
  const { order, id } = await startBankPayment(started.api, started.bank, contract)
  await executeInShop(
    started.api,
    contract.shop,
    `update payment_attempt set status = 'EXPIRED' where status = 'OPEN'`,
  )
  return { code: order.code, id }
}

test('unanswered payments are counted and their orders can be listed; ten in a row mean that the bank is silent', async () => {
  await startBankPayment(started.api, started.bank, contract)
  const nothing = { recentPayments: 0, unansweredPayments: 0, silent: false }
  expect(await findUnanswered()).toEqual({ accounts: [nothing], totalCount: 0, codes: [] })

  const unanswered = [await leaveUnanswered()]
  while (unanswered.length < 8) unanswered.push(await leaveUnanswered())
  // The payment that was still open counts too once its answer is due.
  const nine = { recentPayments: 9, unansweredPayments: 9, silent: false }
  expect(await findUnanswered()).toMatchObject({ accounts: [nine], totalCount: 9 })

  unanswered.push(await leaveUnanswered())
  const ten = { recentPayments: 10, unansweredPayments: 10, silent: true }
  const all = await findUnanswered()
  expect(all).toMatchObject({ accounts: [ten], totalCount: 10 })
  for (const { code } of unanswered) expect(all.codes).toContain(code)

  // A late answer ends the alert and takes the order off the list.
  await started.bank.call('POST', `/api/payments/${unanswered.at(-1)?.id}/notify`, { outcome: 'paid' })
  const answered = { recentPayments: 10, unansweredPayments: 9, silent: false }
  expect(await findUnanswered()).toMatchObject({ accounts: [answered], totalCount: 9 })
})

test('another shop sees none of it', async () => {
  const other = await createTestContract(started.api, started.bank, 'lyra')
  const otherHeaders = await headersOf(started.api, other.shop, 'OWNER')
  const { accounts, totalCount } = await findUnanswered(otherHeaders)
  expect({ accounts, totalCount }).toMatchObject({ accounts: [{ recentPayments: 0 }], totalCount: 0 })
})
