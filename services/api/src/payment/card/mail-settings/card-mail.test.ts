import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MAX_KEY_LENGTH } from '../../../platform/crypto/openpgp.ts'
import { graphql, startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { payByTestCard, rowsIn, tryCard } from '../../../../test/card.ts'
import { countStatements } from '../../../../test/count-statements.ts'
import { merchant, headersOf } from '../../../../test/member.ts'
import {
  CARD_MAIL,
  makeTestKey,
  putTestKey,
  type CardMailAnswer,
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

const ownShop = async (): Promise<void> => {
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
}

const cardMail = async (): Promise<CardMailAnswer> =>
  (await merchant<{ cardMail: CardMailAnswer }>(api, `{ cardMail { ${CARD_MAIL} } }`, {}, owner)).data
    .cardMail

/** A mutation that answers with the shop's card mail. */
const change = async (field: string): Promise<CardMailPayload> => {
  const document = `mutation { payload: ${field} { cardMail { ${CARD_MAIL} } userErrors { code field message } } }`
  return (await merchant<{ payload: CardMailPayload }>(api, document, {}, owner)).data.payload
}

const check = async (armored: string) => {
  const document = `mutation ($armored: String!) {
    checkOpenPgpKey(armored: $armored) { key { fingerprint userIds expiresAt } userErrors { code field message } } }`
  type Answer = {
    checkOpenPgpKey: { key: CardMailAnswer['openPgpKey']; userErrors: CardMailPayload['userErrors'] }
  }
  return (await merchant<Answer>(api, document, { armored }, owner)).data.checkOpenPgpKey
}

const audited = () =>
  rowsIn<{ action: string; subject: string; member_name: string }>(
    api,
    shop,
    "select action, subject, member_name from audit_entry where shop_id = $1 and action <> 'signIn' order by at, id",
    shop.id,
  )

/** The owner of the database puts a key in that the API would refuse today. */
async function putAsItWas(armored: string, fingerprint = 'A'.repeat(40)): Promise<void> {
  const sql = 'update shop set openpgp_key = $1, openpgp_fingerprint = $2 where id = $3'
  await api.owner.query(sql, [armored, fingerprint, shop.id])
  await api.app.shops.reload()
}

const modes = async (): Promise<string[]> => {
  const { data } = await graphql<{ shop: { paymentModes: string[] } }>(
    `${api.url}/graphql`,
    '{ shop { paymentModes } }',
    {},
    { 'x-shop-key': shop.key },
  )
  return data.shop.paymentModes
}

const codesOfCard = async (): Promise<string[]> => {
  const { userErrors } = await payByTestCard(api, await placeTestOrder(api, shop))
  return userErrors.map(({ code }) => code)
}

describe('a key is checked', () => {
  beforeAll(ownShop)

  const weeks = 52 * 7
  const lax = { minRSABits: 0 }

  test.each<[string, string, () => string | Promise<string>]>([
    ['garbage', 'OPENPGP_KEY_INVALID', () => 'not a key'],
    ['an empty text', 'OPENPGP_KEY_INVALID', () => ''],
    ['a key cut short', 'OPENPGP_KEY_INVALID', () => key.armored.slice(0, 300)],
    ['a private key', 'OPENPGP_KEY_PRIVATE', () => key.privateKey],
    ['a private key in bad form', 'OPENPGP_KEY_PRIVATE', () => key.privateKey.slice(0, 200)],
    [
      'a private key labelled public',
      'OPENPGP_KEY_PRIVATE',
      () => key.privateKey.replaceAll('PRIVATE', 'PUBLIC'),
    ],
    ['two keys', 'OPENPGP_KEY_SEVERAL', () => `${key.armored}\n${key.armored}`],
    ['a huge text', 'OPENPGP_KEY_TOO_LARGE', () => key.armored.padEnd(MAX_KEY_LENGTH + 1)],
    ['an expired key', 'OPENPGP_KEY_EXPIRED', async () => (await makeTestKey({}, -1)).armored],
    ['a revoked key', 'OPENPGP_KEY_REVOKED', () => key.revoked()],
    [
      'a key that only signs',
      'OPENPGP_KEY_CANNOT_ENCRYPT',
      async () => (await makeTestKey({ subkeys: [{ sign: true }] })).armored,
    ],
    [
      'a key whose encrypting part has expired',
      'OPENPGP_KEY_EXPIRED',
      async () => (await makeTestKey({ subkeys: [{ keyExpirationTime: weeks * 86_400 }] })).armored,
    ],
    [
      'RSA of 1024 bits',
      'OPENPGP_KEY_TOO_WEAK',
      async () => (await makeTestKey({ type: 'rsa', rsaBits: 1024, config: lax })).armored,
    ],
  ])('%s is refused', async (_what, code, make) => {
    const armored = await make()
    for (const { userErrors } of [
      await check(armored),
      await putTestKey(api, owner, { armored, fingerprint: key.fingerprint }),
    ])
      expect(userErrors).toMatchObject([{ code, field: ['armored'] }])
    expect((await cardMail()).openPgpKey).toBeNull()
    expect(await audited()).toEqual([])
  })

  test.each([
    ['Curve25519', {}],
    ['NIST P-256', { type: 'ecc', curve: 'nistP256' }],
    ['RSA of 2048 bits', { type: 'rsa', rsaBits: 2048 }],
    ['version 6', { type: 'curve25519', config: { v6Keys: true } }],
  ] as const)('%s is shown, to be confirmed, and nothing is kept yet', async (_name, wishes) => {
    const good = await makeTestKey(wishes, 100)
    const { key: shown, userErrors } = await check(good.armored)
    expect(userErrors).toEqual([])
    expect(shown).toMatchObject({
      fingerprint: good.fingerprint,
      userIds: ['Camille <camille@merchants.test>'],
    })
    const days = (Date.parse(shown?.expiresAt ?? '') - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(100)
    expect((await cardMail()).openPgpKey).toBeNull()
  })

  test('a card number in a user id is refused', async () => {
    const userIDs = { name: 'Camille', comment: '4242 4242 4242 4242', email: 'camille@merchants.test' }
    const { armored } = await makeTestKey({ userIDs })
    const document = 'mutation ($armored: String!) { checkOpenPgpKey(armored: $armored) { key { userIds } } }'
    const { errors } = await merchant(api, document, { armored }, owner)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  test('a key without an end says so', async () => {
    expect((await check((await makeTestKey()).armored)).key?.expiresAt).toBeNull()
  })

  test('nothing of a private key is in an answer or a log', async () => {
    const written: string[] = []
    const { write } = process.stdout
    process.stdout.write = ((text: string) => written.push(text) > 0) as typeof write
    const answers = [
      await check(key.privateKey),
      await putTestKey(api, owner, { armored: key.privateKey, fingerprint: '' }),
    ]
    process.stdout.write = write
    for (const line of key.privateKey.split('\n').filter((each) => each.length > 20))
      expect(`${written.join('')}${JSON.stringify(answers)}`).not.toContain(line)
  })
})

describe('the owner', () => {
  beforeEach(ownShop)

  test('confirms the fingerprint of the key that was checked, no other', async () => {
    const other = await makeTestKey()
    const { userErrors } = await putTestKey(api, owner, {
      armored: key.armored,
      fingerprint: other.fingerprint,
    })
    expect(userErrors).toMatchObject([{ code: 'OPENPGP_KEY_NOT_CONFIRMED', field: ['fingerprint'] }])
    expect((await cardMail()).openPgpKey).toBeNull()
    const spaced = key.fingerprint.toLowerCase().replace(/.{4}/g, '$& ')
    const { cardMail: set } = await putTestKey(api, owner, { armored: key.armored, fingerprint: spaced })
    expect(set).toMatchObject({ openPgpKey: { fingerprint: key.fingerprint }, cardStop: null })
  })

  test('replaces and removes the key, and makes one compulsory: each audited once', async () => {
    const next = await makeTestKey()
    await putTestKey(api, owner, key)
    await putTestKey(api, owner, next)
    expect((await cardMail()).openPgpKey?.fingerprint).toBe(next.fingerprint)
    await change('setOpenPgpRequired(required: true)')
    await change('setOpenPgpRequired(required: true)')
    const { cardMail: without } = await change('removeOpenPgpKey')
    expect(without).toMatchObject({ openPgpKey: null, cardStop: 'OPENPGP_KEY_MISSING' })
    await change('removeOpenPgpKey')
    expect(await audited()).toMatchObject([
      { action: 'setOpenPgpKey', subject: key.fingerprint },
      { action: 'setOpenPgpKey', subject: next.fingerprint },
      { action: 'setOpenPgpRequired', subject: 'required' },
      { action: 'removeOpenPgpKey', subject: next.fingerprint },
    ])
  })

  test('changes where the digits go; the next card’s go there', async () => {
    expect((await change('setFragmentTo(email: "not an address")')).userErrors).toMatchObject([
      { code: 'INVALID_EMAIL', field: ['email'] },
    ])
    const { cardMail: set } = await change('setFragmentTo(email: " caisse@merchants.test ")')
    expect(set?.fragmentTo).toBe('caisse@merchants.test')
    await payByTestCard(api, await placeTestOrder(api, shop))
    const mails = await rowsIn(
      api,
      shop,
      "select recipient from mail where shop_id = $1 and kind = 'CARD_FRAGMENT'",
      shop.id,
    )
    expect(mails).toEqual([{ recipient: 'caisse@merchants.test' }])
    expect(await audited()).toMatchObject([
      { action: 'setFragmentTo', subject: `merchant@${shop.slug}.test → caisse@merchants.test` },
    ])
  })

  test('changes its own shop alone; the database itself holds it', async () => {
    const other = await createShop(api)
    await putTestKey(api, owner, key)
    const { rows } = await api.owner.query('select openpgp_key from shop where id = $1', [other.id])
    expect(rows).toEqual([{ openpgp_key: null }])

    const em = api.app.orm.em.fork()
    em.setSessionContext({ variables: { 'app.shop_id': shop.id } })
    const changed = await em.transactional((tx) =>
      tx.execute("update shop set fragment_to = 'thief@others.test' where id = ? returning id", [other.id]),
    )
    expect(changed).toEqual([])
    await expect(
      em.transactional((tx) => tx.execute("update shop set name = 'x' where id = ?", [shop.id])),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('cards', () => {
  beforeEach(ownShop)

  test('are taken with a good key, at the cost of no more statements', async () => {
    const countPayment = async () => {
      const order = await placeTestOrder(api, shop)
      const { statements, result } = await countStatements(() => payByTestCard(api, order))
      expect(result.userErrors).toEqual([])
      return statements.length
    }
    const inClear = await countPayment()
    await putTestKey(api, owner, key)
    await change('setOpenPgpRequired(required: true)')
    expect(await modes()).toContain('CARD')
    expect(await countPayment()).toBe(inClear)
  })

  test.each([
    ['has expired since', async () => putAsItWas((await makeTestKey({}, -1)).armored)],
    ['was revoked', async () => putAsItWas(await key.revoked())],
    ['can’t be read any more', async () => putAsItWas('rubbish')],
  ])('stop while the key %s, and go on once it is replaced', async (_why, spoil) => {
    await spoil()
    expect(await modes()).toEqual([])
    expect(await codesOfCard()).toEqual(['PAYMENT_MODE_NOT_AVAILABLE'])
    expect(await cardMail()).toMatchObject({ openPgpKey: {}, cardStop: 'OPENPGP_KEY_UNUSABLE' })
    await putTestKey(api, owner, key)
    expect(await modes()).toEqual(['CARD'])
    expect(await codesOfCard()).toEqual([])
  })

  test('stop while a key is compulsory and none is there', async () => {
    await change('setOpenPgpRequired(required: true)')
    expect(await modes()).toEqual([])
    expect(await codesOfCard()).toEqual(['PAYMENT_MODE_NOT_AVAILABLE'])
    await putTestKey(api, owner, key)
    expect(await codesOfCard()).toEqual([])
  })

  test('an expired key’s end is still told', async () => {
    const expired = await makeTestKey({}, -3)
    await putAsItWas(expired.armored, expired.fingerprint)
    const { openPgpKey } = await cardMail()
    expect(openPgpKey?.fingerprint).toBe(expired.fingerprint)
    expect(Math.round((Date.parse(openPgpKey?.expiresAt ?? '') - Date.now()) / 86_400_000)).toBe(-3)
  })

  test('wait for a process that has not heard of a change: nothing leaves by old settings', async () => {
    const order = await placeTestOrder(api, shop)
    const held = api.app.shops.byKey(shop.key)
    await putTestKey(api, owner, key)
    const { byKey, reload } = api.app.shops
    api.app.shops.byKey = (asked) => (asked === shop.key ? held : byKey(asked))
    let renewed = 0
    api.app.shops.reload = async () => void renewed++
    const { errors } = await tryCard(api, order)
    api.app.shops.byKey = byKey
    api.app.shops.reload = reload
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect(renewed).toBe(1)
    expect((await payByTestCard(api, order)).userErrors).toEqual([])
  })
})
