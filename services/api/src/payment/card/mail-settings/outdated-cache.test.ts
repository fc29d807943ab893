import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { makeTestKey, queryCardMail } from '../../../../test/open-pgp.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { queryInShop } from '../../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})

/** Changes columns of the shop as another process does whose notification has not arrived yet. */
async function changeBehindTheCache(columns: string): Promise<void> {
  await api.app.shops.find('id', shop.id)
  // One statement list is one transaction, so that other tests' changes are still notified.
  await api.owner.query(`alter table shop disable trigger log_update;
    update shop set ${columns} where id = '${shop.id}';
    alter table shop enable trigger log_update`)
}

const change = (field: string) => merchant(api, `mutation { ${field} { userErrors { code } } }`, {}, owner)

const auditEntries = () =>
  queryInShop<{ action: string; subject: string }>(
    api,
    shop,
    "select action, subject from audit_entry where shop_id = $1 and action <> 'signIn' order by at, id",
    shop.id,
  )

test('a new address is notified to the stored one and audited with it', async () => {
  const cached = `merchant@${shop.slug}.test`
  await changeBehindTheCache(`fragment_to = 'newer@merchants.test'`)
  await change(`setFragmentTo(email: "${cached}")`)
  expect((await queryCardMail(api, owner)).fragmentTo).toBe(cached)
  const notified = await queryInShop(
    api,
    shop,
    "select recipient from mail where shop_id = $1 and kind = 'CARD_MAIL_CHANGED'",
    shop.id,
  )
  expect(notified).toEqual([{ recipient: 'newer@merchants.test' }])
  expect(await auditEntries()).toEqual([
    { action: 'setFragmentTo', subject: `newer@merchants.test → ${cached}` },
  ])
})

test('the stored key is removed, and the audit log names it', async () => {
  const { armored, fingerprint } = await makeTestKey()
  await changeBehindTheCache(`openpgp_key = '${armored}', openpgp_fingerprint = '${fingerprint}'`)
  await change('removeOpenPgpKey')
  expect((await queryCardMail(api, owner)).openPgpKey).toBeNull()
  expect(await auditEntries()).toEqual([{ action: 'removeOpenPgpKey', subject: fingerprint }])
})

test('the stored requirement of a key is lifted', async () => {
  await changeBehindTheCache('openpgp_required = true')
  await change('setOpenPgpRequired(required: false)')
  expect((await queryCardMail(api, owner)).openPgpRequired).toBe(false)
  expect(await auditEntries()).toEqual([{ action: 'setOpenPgpRequired', subject: 'not required' }])
})
