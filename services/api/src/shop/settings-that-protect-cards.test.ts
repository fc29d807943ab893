import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, membershipHeaders, merchant, type TestMember } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { codeAtStep } from '../platform/crypto/one-time-code.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

interface Payload {
  settings: Record<string, unknown> | null
  userErrors: { code: string }[]
}

/** An owner who signed in with a one-time code, without which the second factor cannot be given up. */
async function signInOwner() {
  const mfaSecret = randomBytes(20)
  const member = await createMember(api, [{ shop, role: 'OWNER' }], { mfaSecret })
  const otp = codeAtStep(mfaSecret, Math.floor(Date.now() / 30_000))
  const headers = await membershipHeaders(api, { ...member, otp }, shop)
  const change = async (input: object): Promise<Payload> => {
    const delays = { orderDelaySeconds: 604_800, bankDelaySeconds: 7200, keptRetentionSeconds: 604_800 }
    const { data } = await merchant<{ changeShopSettings: Payload }>(
      api,
      `mutation ($input: ChangeShopSettingsInput!) {
        changeShopSettings(input: $input) { settings { orderDelaySeconds cardCopyAllowed secondFactorRequired } userErrors { code } } }`,
      { input: { ...delays, ...input } },
      headers,
    )
    return data.changeShopSettings
  }
  return { member, change }
}

/** Lets the member's sessions become this many minutes older. */
const passMinutes = ({ id }: TestMember, minutes: number) =>
  api.owner.query(
    'update session set authenticated_at = authenticated_at - make_interval(mins => $2) where member_id = $1',
    [id, minutes],
  )

test.each([
  ['lets card numbers be copied', { cardCopyAllowed: true }, { cardCopyAllowed: false }],
  ['shows cards without a second factor', { secondFactorRequired: false }, { secondFactorRequired: true }],
])(
  'a change that %s needs a recent authentication, and nothing else does',
  async (_what, weaker, stricter) => {
    const { member, change } = await signInOwner()
    expect((await change(stricter)).userErrors).toEqual([])
    await passMinutes(member, 10)
    expect(await change({ ...weaker, orderDelaySeconds: 7200 })).toEqual({
      settings: null,
      userErrors: [{ code: 'REAUTHENTICATION_REQUIRED' }],
    })
    expect(await change({ orderDelaySeconds: 10_800 })).toMatchObject({
      settings: { ...stricter, orderDelaySeconds: 10_800 },
      userErrors: [],
    })
    await passMinutes(member, -10)
    expect(await change(weaker)).toMatchObject({ settings: weaker, userErrors: [] })
    await passMinutes(member, 10)
    expect(await change(weaker)).toMatchObject({ settings: weaker, userErrors: [] })
    expect(await change(stricter)).toMatchObject({ settings: stricter, userErrors: [] })
  },
)
