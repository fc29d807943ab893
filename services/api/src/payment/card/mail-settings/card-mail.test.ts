import { vi, afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { payByTestCard, tryCard } from '../../../../test/card.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { countStatements } from '../../../../test/count-statements.ts'
import { merchant, headersOf } from '../../../../test/member.ts'
import {
  CARD_MAIL,
  giveTestKey,
  makeTestKey,
  putTestKey,
  queryCardMail,
  type CardMailPayload,
} from '../../../../test/open-pgp.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
let key: Awaited<ReturnType<typeof makeTestKey>>

beforeAll(async () => {
  api = await startTestApi()
  key = await makeTestKey({}, 100)
})
afterAll(() => api.stop())

const createOwnShop = async (): Promise<void> => {
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
}

const cardMail = () => queryCardMail(api, owner)

/** Runs a mutation that returns the shop's card mail settings. */
const change = async (field: string): Promise<CardMailPayload> => {
  const document = `mutation { payload: ${field} { cardMail { ${CARD_MAIL} } userErrors { code field message } } }`
  return (await merchant<{ payload: CardMailPayload }>(api, document, {}, owner)).data.payload
}

const readVersion = async (): Promise<string> => {
  const document = '{ cardMail { version } }'
  return (await merchant<{ cardMail: { version: string } }>(api, document, {}, owner)).data.cardMail.version
}

const auditEntries = () =>
  queryInShop<{ action: string; subject: string; member_name: string }>(
    api,
    shop,
    "select action, subject, member_name from audit_entry where shop_id = $1 and action <> 'signIn' order by at, id",
    shop.id,
  )

/** Stores a key that the API would reject, as if it had been valid when the shop's owner gave it. */
async function storeUncheckedKey(armored: string, fingerprint = 'A'.repeat(40)): Promise<void> {
  const sql = 'update shop set openpgp_key = $1, openpgp_fingerprint = $2 where id = $3'
  await api.owner.query(sql, [armored, fingerprint, shop.id])
  await api.app.shops.reload([shop.id])
}

const paymentModes = async (): Promise<string[]> => {
  const { data } = await graphql<{ shop: { paymentModes: string[] } }>(
    `${api.url}/graphql`,
    '{ shop { paymentModes } }',
    {},
    { 'x-shop-key': shop.key },
  )
  return data.shop.paymentModes
}

/** Places an order, pays it by card and returns the error codes. */
const payAndGetErrors = async (): Promise<string[]> => {
  const { userErrors } = await payByTestCard(api, await placeTestOrder(api, shop))
  return userErrors.map(({ code }) => code)
}

describe('the owner of a shop', () => {
  beforeEach(createOwnShop)

  test('must confirm the fingerprint of the same key', async () => {
    const other = await makeTestKey()
    const { userErrors } = await giveTestKey(api, owner, {
      armored: key.armored,
      fingerprint: other.fingerprint,
    })
    expect(userErrors).toMatchObject([{ code: 'OPENPGP_KEY_NOT_CONFIRMED', field: ['fingerprint'] }])
    expect((await cardMail()).openPgpKey).toBeNull()
    const spaced = key.fingerprint.toLowerCase().replace(/.{4}/g, '$& ')
    const { cardMail: set } = await putTestKey(api, shop, owner, { ...key, fingerprint: spaced })
    expect(set).toMatchObject({ openPgpKey: { fingerprint: key.fingerprint }, cardStop: null })
  })

  test('replaces, requires and removes the key; each change is audited once', async () => {
    const next = await makeTestKey()
    await putTestKey(api, shop, owner, key)
    await putTestKey(api, shop, owner, next)
    expect((await cardMail()).openPgpKey?.fingerprint).toBe(next.fingerprint)
    await change('setOpenPgpRequired(required: true)')
    await change('setOpenPgpRequired(required: true)')
    const { cardMail: without } = await change('removeOpenPgpKey')
    expect(without).toMatchObject({ openPgpKey: null, cardStop: 'OPENPGP_KEY_MISSING' })
    await change('removeOpenPgpKey')
    expect(await auditEntries()).toMatchObject([
      { action: 'setOpenPgpKey', subject: key.fingerprint },
      { action: 'confirmOpenPgpKey', subject: key.fingerprint },
      { action: 'setOpenPgpKey', subject: next.fingerprint },
      { action: 'confirmOpenPgpKey', subject: next.fingerprint },
      { action: 'setOpenPgpRequired', subject: 'required' },
      { action: 'removeOpenPgpKey', subject: next.fingerprint },
    ])
  })

  test('sees when an expired key expired', async () => {
    const expired = await makeTestKey({}, -3)
    await storeUncheckedKey(expired.armored, expired.fingerprint)
    const { openPgpKey } = await cardMail()
    expect(openPgpKey?.fingerprint).toBe(expired.fingerprint)
    expect(Math.round((Date.parse(openPgpKey?.expiresAt ?? '') - Date.now()) / 86_400_000)).toBe(-3)
  })

  test('changes the address; the digits of the next card are mailed there', async () => {
    expect((await change('setFragmentTo(email: "not an address")')).userErrors).toMatchObject([
      { code: 'INVALID_EMAIL', field: ['email'] },
    ])
    const { cardMail: set } = await change('setFragmentTo(email: " caisse@merchants.test ")')
    expect(set?.fragmentTo).toBe('caisse@merchants.test')
    await payByTestCard(api, await placeTestOrder(api, shop))
    const mails = await queryInShop(
      api,
      shop,
      "select recipient from mail where shop_id = $1 and kind = 'CARD_FRAGMENT'",
      shop.id,
    )
    expect(mails).toEqual([{ recipient: 'caisse@merchants.test' }])
    expect(await auditEntries()).toMatchObject([
      { action: 'setFragmentTo', subject: `merchant@${shop.slug}.test → caisse@merchants.test` },
    ])
  })

  test('a change of the address that is based on an outdated one is refused, except to the one that is stored', async () => {
    const outdated = await readVersion()
    await change(`setFragmentTo(email: "caisse@merchants.test", version: "${outdated}")`)
    const stale = await change(`setFragmentTo(email: "other@merchants.test", version: "${outdated}")`)
    expect(stale.userErrors).toMatchObject([{ code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] }])
    expect((await cardMail()).fragmentTo).toBe('caisse@merchants.test')
    const same = await change(`setFragmentTo(email: "caisse@merchants.test", version: "${outdated}")`)
    expect(same.userErrors).toEqual([])
    const current = await readVersion()
    const changed = await change(`setFragmentTo(email: "other@merchants.test", version: "${current}")`)
    expect(changed.cardMail?.fragmentTo).toBe('other@merchants.test')
  })

  test('can change only their own shop; the database enforces it', async () => {
    const other = await createShop(api)
    await putTestKey(api, shop, owner, key)
    const { rows } = await api.owner.query('select openpgp_key from shop where id = $1', [other.id])
    expect(rows).toEqual([{ openpgp_key: null }])

    const em = api.app.orm.em.fork()
    em.setSessionContext({ variables: { 'app.shop_id': shop.id } })
    const changed = await em.transactional((tx) =>
      tx.execute("update shop set fragment_to = 'thief@others.test' where id = ? returning id", [other.id]),
    )
    expect(changed).toEqual([])
    await expect(
      em.transactional((tx) => tx.execute("update shop set slug = 'x' where id = ?", [shop.id])),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('cards', () => {
  beforeEach(createOwnShop)

  test('are taken with a usable key without additional SQL statements', async () => {
    const countPayment = async () => {
      const order = await placeTestOrder(api, shop)
      const { statements, result } = await countStatements(() => payByTestCard(api, order))
      expect(result.userErrors).toEqual([])
      return statements.length
    }
    const withoutKey = await countPayment()
    await putTestKey(api, shop, owner, key)
    await change('setOpenPgpRequired(required: true)')
    expect(await paymentModes()).toContain('CARD')
    expect(await countPayment()).toBe(withoutKey)
  })

  test.each([
    ['has expired since', async () => storeUncheckedKey((await makeTestKey({}, -1)).armored)],
    ['was revoked', async () => storeUncheckedKey(await key.revoked())],
    ['can’t be parsed', async () => storeUncheckedKey('rubbish')],
  ])('are refused while the key %s, and taken once it is replaced', async (_problem, spoilKey) => {
    await spoilKey()
    expect(await paymentModes()).toEqual([])
    expect(await payAndGetErrors()).toEqual(['PAYMENT_MODE_NOT_AVAILABLE'])
    expect(await cardMail()).toMatchObject({ openPgpKey: {}, cardStop: 'OPENPGP_KEY_UNUSABLE' })
    await putTestKey(api, shop, owner, key)
    expect(await paymentModes()).toEqual(['CARD'])
    expect(await payAndGetErrors()).toEqual([])
  })

  test('are refused while a key is required but missing', async () => {
    await change('setOpenPgpRequired(required: true)')
    expect(await paymentModes()).toEqual([])
    expect(await payAndGetErrors()).toEqual(['PAYMENT_MODE_NOT_AVAILABLE'])
    await putTestKey(api, shop, owner, key)
    expect(await payAndGetErrors()).toEqual([])
  })

  test('are refused while the cached settings are outdated, and the cache is reloaded', async () => {
    const order = await placeTestOrder(api, shop)
    const outdated = await api.app.shops.find('key', shop.key)
    await putTestKey(api, shop, owner, key)
    const find = vi.spyOn(api.app.shops, 'find').mockResolvedValue(outdated)
    const reload = vi.spyOn(api.app.shops, 'reload').mockResolvedValue()
    const { errors } = await tryCard(api, order)
    find.mockRestore()
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect(reload).toHaveBeenCalledWith([shop.id])
    reload.mockRestore()
    expect((await payByTestCard(api, order)).userErrors).toEqual([])
  })
})
