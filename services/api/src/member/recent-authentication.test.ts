import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declarationOf } from '../kernel/entry-point.ts'
import { merchantSchema } from '../app/schema.ts'
import { PERMISSIONS, type Permission } from '../kernel/permissions.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { subjectsOfSession } from './attempt-subjects.ts'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders, type TestMember } from '../../test/member.ts'
import { queryInShop } from '../../test/sql.ts'
import { merchantCases } from '../../test/tenancy/merchant-cases.ts'
import { rowsOfShop } from '../../test/tenancy/rows-of-shop.ts'
import { twoShops, type FullShop } from '../../test/tenancy/two-shops.ts'

/** Whether a member with this permission can change where money or card digits go, see digits, or take all data of a buyer. */
const REACHES_MONEY_OR_DIGITS: Record<Permission, boolean> = {
  'order.read': false,
  'buyer.read': false,
  // What is exported or erased cannot be taken back.
  'buyer.export': true,
  'buyer.erase': true,
  'order.fulfill': false,
  'order.cancel': false,
  'order.enter': false,
  'mail.resend': false,
  'card.reveal': true,
  'card.request': false,
  'payment.certify': false,
  'unmatched_payment.read': false,
  'unmatched_payment.resolve': false,
  'gateway.manage': true,
  'card_mail.manage': true,
  'product.read': false,
  'product.write': false,
  'stock.write': false,
  'settings.manage': false,
  'shipping.write': false,
  'discount.read': false,
  'discount.write': false,
  'member.manage': true,
  // Mails link to the shop's origins with the secrets of buyers.
  'api_key.manage': true,
  // The data of orders goes there.
  'webhook.manage': true,
  'audit.read': false,
  'ownership.transfer': true,
  'product.import': false,
  // Records what was done at the bank.
  'payment.refund': false,
  'ledger.read': false,
  'order_view.share': false,
}

/** Mutations with such a permission that change neither, with the reason. */
const HARMLESS: Record<string, string> = {
  checkOpenPgpKey: 'saves nothing',
  resendOpenPgpCode: 'mails another code to the same address, encrypted to the same key',
  discardUnconfirmedKey: 'no card mail has used this key',
  checkNotificationUrl: 'saves nothing',
  sortGatewayAccounts: 'changes only the order on the payment page',
  disableGatewayAccount: 'only stops payments, and must be quick when a key has leaked',
  revokeApiKey: 'only stops a program, and must be quick when a key has leaked',
  revokeShopKey: 'only stops a frontend, and must be quick when a key has leaked',
  removeShopOrigin: 'only stops a frontend',
  deleteWebhook: 'only stops what is sent, and must be quick',
  sendTestEvent: 'sends nothing of an order',
  repeatDelivery: 'sends to the address that is stored',
  replayEvents: 'sends to the address that is stored',
  startTestPayment: 'pays into the account that is stored',
  refuseUnregisteredDocuments: 'only stops requests of frontends, or lets them pass again',
}

/** Mutations without a permission: two return what later opens the account, and one ends the access to a shop. */
const WITHOUT_PERMISSION = ['confirmMfa', 'regenerateRecoveryCodes', 'leaveShop']

const mutations = Object.values(merchantSchema().getMutationType()?.getFields() ?? {}).map((field) => ({
  name: field.name,
  declaration: declarationOf(field),
}))
const guarded = mutations.filter(({ declaration }) => declaration?.recentAuthentication)

describe('a recent authentication', () => {
  test('is required by every mutation that reaches money, card digits, recovery codes or people, and by no other', () => {
    const reaching = mutations.filter(({ name, declaration }) => {
      if (WITHOUT_PERMISSION.includes(name)) return true
      const permission = PERMISSIONS.find((each) => each === declaration?.access)
      return permission && REACHES_MONEY_OR_DIGITS[permission] && !(name in HARMLESS)
    })
    expect(guarded.map(({ name }) => name)).toEqual(reaching.map(({ name }) => name))
    expect(guarded.length).toBeGreaterThan(9)
  })

  test('every exception is a mutation that exists', () => {
    expect(Object.keys(HARMLESS).filter((name) => !mutations.some((each) => each.name === name))).toEqual([])
  })
})

let api: TestApi
let ours: FullShop
beforeAll(async () => {
  api = await startTestApi()
  ;({ ours } = await twoShops(api))
}, 60_000)
afterAll(() => api.stop())

interface Payload {
  userErrors: { code: string; field: string[] | null }[]
}

const newOwner = async (options: { mfaSecret?: Buffer } = {}) =>
  createMember(api, [{ shop: ours.shop, role: 'OWNER' }], options)
const codes = (payload: Payload | undefined) => payload?.userErrors.map(({ code }) => code)

/** Lets the member's sessions become this many minutes older. */
const passMinutes = ({ id }: TestMember, minutes: number) =>
  api.owner.query(
    'update session set authenticated_at = authenticated_at - make_interval(mins => $2) where member_id = $1',
    [id, minutes],
  )
async function reauthenticate(
  headers: Record<string, string>,
  variables: { password: string; otp?: string },
): Promise<{ codes: string[] | undefined; requestError: string | undefined }> {
  const { data, errors } = await merchant<{ reauthenticate: Payload } | null>(
    api,
    `mutation ($password: String!, $otp: String) {
      reauthenticate(password: $password, otp: $otp) { member { email } userErrors { code field } } }`,
    variables,
    headers,
  )
  return { codes: codes(data?.reauthenticate), requestError: errors?.[0]?.extensions.code }
}
const setFragmentTo = async (headers: Record<string, string>, language = 'en') => {
  const { data } = await merchant<{ setFragmentTo: Payload }>(
    api,
    'mutation { setFragmentTo(email: "cards@merchants.test") { userErrors { code message field } } }',
    {},
    { ...headers, 'accept-language': language },
  )
  return data.setFragmentTo
}

describe('a session in which the credentials were given', () => {
  test.each(guarded.map(({ name }) => name))(
    'more than ten minutes ago is refused %s, which changes nothing',
    async (name) => {
      const member = await newOwner()
      const headers = await membershipHeaders(api, member, ours.shop)
      await passMinutes(member, 10)
      const before = await rowsOfShop(api, ours.shop.id)
      const { document, variables } = merchantCases[`Mutation.${name}`]!
      const { data, errors } = await merchant<Record<string, Payload>>(
        api,
        document,
        variables?.(ours) ?? {},
        headers,
      )
      expect(errors).toBeUndefined()
      expect(codes(data[name])).toEqual(['REAUTHENTICATION_REQUIRED'])
      expect(await rowsOfShop(api, ours.shop.id)).toEqual(before)
    },
  )

  test('less than ten minutes ago is not refused', async () => {
    const member = await newOwner()
    const headers = await membershipHeaders(api, member, ours.shop)
    await passMinutes(member, 9)
    expect(codes(await setFragmentTo(headers))).toEqual([])
  })

  test('more than ten minutes ago is told what to do in the language of the request', async () => {
    const member = await newOwner()
    const headers = await membershipHeaders(api, member, ours.shop)
    await passMinutes(member, 10)
    const [english, french] = [await setFragmentTo(headers, 'en'), await setFragmentTo(headers, 'fr')]
    expect(english).toMatchObject({ userErrors: [{ field: null, message: /Enter it again/ }] })
    expect(french).toMatchObject({ userErrors: [{ field: null, message: /saisissez votre mot de passe/ }] })
  })

  test('more than ten minutes ago still reads orders and settings', async () => {
    const member = await newOwner()
    const headers = await membershipHeaders(api, member, ours.shop)
    await passMinutes(member, 10)
    const answer = await merchant(api, '{ orderCount cardMail { fragmentTo } }', {}, headers)
    expect(answer.errors).toBeUndefined()
  })
})

describe('reauthenticate', () => {
  test('allows for ten minutes what requires it, in this session alone, and is audited', async () => {
    const member = await newOwner()
    const headers = await membershipHeaders(api, member, ours.shop)
    const other = await membershipHeaders(api, member, ours.shop)
    await passMinutes(member, 10)
    expect(await reauthenticate(headers, member)).toEqual({ codes: [] })
    expect(codes(await setFragmentTo(headers))).toEqual([])
    expect(codes(await setFragmentTo(other))).toEqual(['REAUTHENTICATION_REQUIRED'])
    await passMinutes(member, 10)
    expect(codes(await setFragmentTo(headers))).toEqual(['REAUTHENTICATION_REQUIRED'])
    const audited = await queryInShop<{ action: string }>(
      api,
      ours.shop,
      'select action from audit_entry where member_id = $1 order by at',
      member.id,
    )
    expect(audited.map(({ action }) => action)).toEqual(['signIn', 'signIn', 'reauthenticate'])
  })

  test('is refused with a wrong password or the password of another member', async () => {
    const [member, colleague] = [await newOwner(), await newOwner()]
    const headers = await membershipHeaders(api, member, ours.shop)
    await passMinutes(member, 10)
    for (const password of ['wrong', colleague.password])
      expect((await reauthenticate(headers, { password })).codes).toEqual(['INVALID_CREDENTIALS'])
    expect(codes(await setFragmentTo(headers))).toEqual(['REAUTHENTICATION_REQUIRED'])
  })

  test('asks for a one-time code from a member who has set up two-factor authentication', async () => {
    const mfaSecret = randomBytes(20)
    const member = await newOwner({ mfaSecret })
    const step = Math.floor(Date.now() / 30_000)
    const signedIn = { ...member, otp: codeAtStep(mfaSecret, step) }
    const headers = await membershipHeaders(api, signedIn, ours.shop)
    await passMinutes(member, 10)
    const { password } = member
    expect((await reauthenticate(headers, { password })).codes).toEqual(['OTP_REQUIRED'])
    const used = await reauthenticate(headers, { password, otp: signedIn.otp })
    expect(used.codes).toEqual(['OTP_INVALID'])
    expect(codes(await setFragmentTo(headers))).toEqual(['REAUTHENTICATION_REQUIRED'])
    const fresh = await reauthenticate(headers, { password, otp: codeAtStep(mfaSecret, step + 1) })
    expect(fresh.codes).toEqual([])
    expect(codes(await setFragmentTo(headers))).toEqual([])
  })

  test('is delayed after five failures in the session, with the right password too', async () => {
    const member = await newOwner()
    const headers = await membershipHeaders(api, member, ours.shop)
    for (let failure = 0; failure < 5; failure++)
      expect((await reauthenticate(headers, { password: 'wrong' })).codes).toEqual(['INVALID_CREDENTIALS'])
    const tokenHash = sha256(headers.authorization?.slice('Bearer '.length) ?? '').toString('hex')
    const subjects = subjectsOfSession({ app: api.app, address: '' }, tokenHash).map(({ subject }) => subject)
    const { rowCount } = await api.owner.query(
      "update sign_in_attempts set retry_at = retry_at + interval '1 hour' where subject = any($1) and retry_at > forget_at - interval '24 hours'",
      [subjects],
    )
    expect(rowCount).toBe(1)
    expect((await reauthenticate(headers, member)).requestError).toBe('RATE_LIMITED')
  })
})
