import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { invoicesOf, issueDueInvoices, recordTestRefund } from '../../test/invoice.ts'
import { invoicing, thisYear } from '../../test/invoicing.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
let tools: ReturnType<typeof invoicing>
beforeAll(async () => {
  api = await startTestApi()
  tools = invoicing(api)
}, 60_000)
afterAll(() => api.stop())

describe('numbers', () => {
  test('count per series and year, and begin again with another prefix', async () => {
    const shop = await tools.shopWithIdentity()
    for (let count = 0; count < 3; count++) await tools.paidOrder(shop)
    await issueDueInvoices(api, shop)
    await executeInShop(
      api,
      shop,
      `insert into invoice_settings (shop_id, invoice_prefix, credit_note_prefix, version) values ($1, 'B', 'B', gen_random_uuid())`,
      shop.id,
    )
    const last = await tools.paidOrder(shop)
    await issueDueInvoices(api, shop)
    const [line] = await tools.lineIdsOf(shop, last.id)
    if (!line) throw new Error('no line')
    await recordTestRefund(api, shop, last.id, { lines: [{ ...line, amount: line.total }] })
    await issueDueInvoices(api, shop)
    expect((await invoicesOf(api, shop)).map(({ number }) => number)).toEqual([
      `F${thisYear}-00001`,
      `F${thisYear}-00002`,
      `F${thisYear}-00003`,
      `B${thisYear}-00001`,
      `B${thisYear}-00002`,
    ])
  })

  test('leave no gap when a transaction fails after it took one', async () => {
    const shop = await tools.shopWithIdentity()
    const first = await tools.paidOrder(shop)
    await executeInShop(
      api,
      shop,
      `insert into invoice (shop_id, id, kind, order_id, series, year, sequence, number, issued_at, currency, total, tax_total, taxes, data)
       select shop_id, id, 'INVOICE', id, 'X', 2000, 1, 'X', now(), 'EUR', 1, 0, '[]', '{}' from "order" where code = $1`,
      first.code,
    )
    await expect(issueDueInvoices(api, shop)).rejects.toThrow(/invoice_one_per_order/)
    await executeInShop(api, shop, 'delete from invoice_due')
    await tools.paidOrder(shop)
    await issueDueInvoices(api, shop)
    expect((await invoicesOf(api, shop)).at(-1)?.number).toBe(`F${thisYear}-00001`)
  })
})

describe('an issued document is never changed', () => {
  test.each(['update invoice set total = 1', 'delete from invoice', 'truncate invoice cascade'])(
    'by its owner: %s',
    async (statement) => {
      const shop = await tools.shopWithIdentity()
      await tools.paidOrder(shop)
      await issueDueInvoices(api, shop)
      await expect(executeInShop(api, shop, statement)).rejects.toThrow(
        'Invoices are never changed or deleted',
      )
    },
  )

  test.each(['triclic_api', 'triclic_worker'])('by %s, which has no right to', async (role) => {
    const { rows } = await api.owner.query<{ privilege: string }>(
      `select privilege_type as privilege from information_schema.role_table_grants where grantee = $1 and table_name = 'invoice' and privilege_type not in ('SELECT', 'INSERT')
       union all select privilege_type from information_schema.column_privileges where grantee = $1 and table_name = 'invoice' and privilege_type = 'UPDATE'`,
      [role],
    )
    expect(rows).toEqual([])
  })
})
