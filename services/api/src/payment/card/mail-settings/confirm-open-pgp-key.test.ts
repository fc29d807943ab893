import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import {
  confirmTestKey,
  giveTestKey,
  makeTestKey,
  putTestKey,
  queryCardMail,
  readKeyCode,
} from '../../../../test/open-pgp.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { queryInShop } from '../../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
let key: Awaited<ReturnType<typeof makeTestKey>>

beforeAll(async () => {
  api = await startTestApi()
  key = await makeTestKey({}, 100)
})
afterAll(() => api.stop())
beforeEach(async () => {
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})

const confirm = async (code: string) =>
  (await confirmTestKey(api, owner, code)).userErrors.map((error) => error.code)

const change = (field: string) => merchant(api, `mutation { ${field} { userErrors { code } } }`, {}, owner)

const currentKey = async () => (await queryCardMail(api, owner)).openPgpKey?.fingerprint ?? null

const unconfirmed = async () => {
  const { data } = await merchant<{ cardMail: { unconfirmedOpenPgpKey: object | null } }>(
    api,
    '{ cardMail { unconfirmedOpenPgpKey { key { fingerprint } sentTo isOpen } } }',
    {},
    owner,
  )
  return data.cardMail.unconfirmedOpenPgpKey
}

describe('a new OpenPGP key', () => {
  test('is used only once the code from the mail encrypted to it is entered', async () => {
    const first = await makeTestKey()
    await putTestKey(api, shop, owner, first)
    await giveTestKey(api, owner, key)
    expect(await currentKey()).toBe(first.fingerprint)
    expect(await unconfirmed()).toEqual({
      key: { fingerprint: key.fingerprint },
      sentTo: `merchant@${shop.slug}.test`,
      isOpen: true,
    })
    const code = await readKeyCode(api, shop, key)
    expect(await confirm(` ${code.toLowerCase().replace('-', ' ')}`)).toEqual([])
    expect(await currentKey()).toBe(key.fingerprint)
    expect(await unconfirmed()).toBeNull()
  })

  test('takes five tries; afterwards only a new code confirms it', async () => {
    await giveTestKey(api, owner, key)
    const first = await readKeyCode(api, shop, key)
    for (let tries = 0; tries < 5; tries++) expect(await confirm('AAAA-AAAA')).toEqual(['OPENPGP_CODE_WRONG'])
    expect(await confirm(first)).toEqual(['OPENPGP_CODE_EXPIRED'])
    expect(await unconfirmed()).toMatchObject({ isOpen: false })
    await change('resendOpenPgpCode')
    expect(await confirm(first)).toEqual(['OPENPGP_CODE_WRONG'])
    expect(await currentKey()).toBeNull()
    expect(await confirm(await readKeyCode(api, shop, key))).toEqual([])
    expect(await currentKey()).toBe(key.fingerprint)
  })

  test('is not confirmed by a code that is an hour old', async () => {
    await giveTestKey(api, owner, key)
    const [row] = await queryInShop<{ minutes: number }>(
      api,
      shop,
      `update unconfirmed_openpgp_key set expires_at = now() where shop_id = $1
       returning (select round(extract(epoch from old.expires_at - now()) / 60)::int
         from unconfirmed_openpgp_key old where old.shop_id = $1) as minutes`,
      shop.id,
    )
    expect(row).toEqual({ minutes: 60 })
    expect(await confirm(await readKeyCode(api, shop, key))).toEqual(['OPENPGP_CODE_EXPIRED'])
    expect(await unconfirmed()).toMatchObject({ isOpen: false })
  })

  test('is not confirmed by a code that was mailed to an earlier address', async () => {
    await giveTestKey(api, owner, key)
    await change('setFragmentTo(email: "caisse@merchants.test")')
    expect(await confirm(await readKeyCode(api, shop, key))).toEqual(['OPENPGP_CODE_EXPIRED'])
    await change('resendOpenPgpCode')
    expect(await unconfirmed()).toMatchObject({ sentTo: 'caisse@merchants.test', isOpen: true })
    expect(await confirm(await readKeyCode(api, shop, key))).toEqual([])
  })

  test('is confirmed once when the code is sent twice at the same time', async () => {
    await giveTestKey(api, owner, key)
    const code = await readKeyCode(api, shop, key)
    const both = await Promise.all([confirm(code), confirm(code)])
    expect(both.flat()).toEqual(['OPENPGP_CODE_EXPIRED'])
    const audit = "select 1 from audit_entry where shop_id = $1 and action = 'confirmOpenPgpKey'"
    expect(await queryInShop(api, shop, audit, shop.id)).toHaveLength(1)
  })

  test('can be discarded, which leaves the current key in use', async () => {
    const first = await makeTestKey()
    await putTestKey(api, shop, owner, first)
    await giveTestKey(api, owner, key)
    const code = await readKeyCode(api, shop, key)
    await change('discardUnconfirmedKey')
    expect(await unconfirmed()).toBeNull()
    expect(await confirm(code)).toEqual(['OPENPGP_CODE_EXPIRED'])
    expect(await currentKey()).toBe(first.fingerprint)
  })
})
