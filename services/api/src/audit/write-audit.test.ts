import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { queryInShop } from '../../test/sql.ts'
import { createMember, type TestMember } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { writeAudit } from './write-audit.ts'
import { ROLE_PERMISSIONS } from '../kernel/permissions.ts'

let api: TestApi
let shop: TestShop
let member: TestMember
let ctx: MerchantContext
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  member = await createMember(api, [{ shop, role: 'OWNER' }])
  const cachedShop = await api.app.shops.find('id', shop.id)
  if (!cachedShop) throw new Error('There is no such shop')
  ctx = {
    app: api.app,
    shop: cachedShop,
    language: 'fr',
    member: { ...member, tokenHash: '', hasSecondFactor: false, isRecentlyAuthenticated: false },
    isApiKey: false,
    role: 'OWNER',
    permissions: ROLE_PERMISSIONS.OWNER,
    address: '203.0.113.7',
  }
})
afterAll(() => api.stop())

const entriesOf = (subject: string) =>
  queryInShop(
    api,
    shop,
    `select member_id, member_name, action, address, now() - at < interval '1 minute' as "isRecent"
     from audit_entry where subject = $1`,
    subject,
  )

test('an audit entry records who did what, when and from which address', async () => {
  await inTransaction(ctx, async (tx) => writeAudit(tx, { action: 'cancelOrder', subject: 'committed' }))
  expect(await entriesOf('committed')).toEqual([
    {
      member_id: member.id,
      member_name: member.name,
      action: 'cancelOrder',
      address: '203.0.113.7',
      isRecent: true,
    },
  ])
})

test('an audit entry is rolled back with the action it records', async () => {
  const rollBack = inTransaction(ctx, async (tx) => {
    writeAudit(tx, { action: 'cancelOrder', subject: 'rolled back' })
    await tx.em.flush()
    throw new Error('The action failed')
  })
  await expect(rollBack).rejects.toThrow('The action failed')
  expect(await entriesOf('rolled back')).toEqual([])
})

test.each(["update audit_entry set action = 'none'", 'delete from audit_entry'])(
  'the API may not run "%s"',
  async (sql) => {
    await expect(inTransaction(ctx, (tx) => tx.em.execute(sql))).rejects.toThrow('permission denied')
  },
)
