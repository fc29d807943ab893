import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  askAboutInvitations,
  createAccount,
  invitationMails,
  invite,
  mailedInvitationToken,
} from '../../../test/invitation.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { createMember, headersOf, merchant } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'
import type { TestWorker } from '../../../test/worker.ts'
import { sendAccountMails } from '../send-account-mails.ts'
import { writeInvitation } from './write-invitation.ts'

let isolated: IsolatedApi
let worker: TestWorker
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  isolated = await startIsolatedApi({ TRUST_PROXY: '127.0.0.1' })
  worker = await isolated.startWorker()
  shop = await createShop(isolated.api, { name: 'Atelier Zénith', locale: 'fr' })
  owner = await headersOf(isolated.api, shop, 'OWNER')
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

const PASSWORD = 'seven brass lanterns sing'
const newEmail = () => `${randomBytes(5).toString('hex')}@invited.test`
const mailedToken = (email: string) => mailedInvitationToken({ worker, smtp: isolated.smtp }, email)
async function invited(role: 'MANAGER' | 'VIEWER' = 'VIEWER', email = newEmail()) {
  const { codes, payload } = await invite(isolated.api, owner, { email, role })
  expect(codes).toEqual([])
  const [invitation] = payload?.invitations as { id: string }[]
  return { email, id: invitation?.id ?? '', token: await mailedToken(email) }
}
const about = (call: string, id: string, headers = owner) =>
  askAboutInvitations(isolated.api, call, 'invitations { id }', { id: ['ID!', id] }, headers)
const received = async (token: string) =>
  (
    await merchant<{ invitation: Record<string, unknown> | null }>(
      isolated.api,
      'query ($token: String!) { invitation(token: $token) { shopName email role invitedByName hasAccount } }',
      { token },
      {},
    )
  ).data.invitation

test('a token that was revoked, has expired, was replaced by a newer mail or was never mailed is refused', async () => {
  const revoked = await invited()
  expect((await about('revokeInvitation', revoked.id)).codes).toEqual([])
  const expired = await invited()
  await isolated.api.owner.query("select set_config('app.shop_id', $1, false)", [shop.id])
  await isolated.api.owner.query('update invitation set expires_at = now() where id = $1', [expired.id])
  const replaced = await invited()
  expect((await about('resendInvitation', replaced.id)).codes).toEqual([])
  const newer = await mailedToken(replaced.email)
  for (const token of [revoked.token, expired.token, replaced.token, '', 'none', 'A'.repeat(43)]) {
    expect(await received(token)).toBeNull()
    const { codes } = await createAccount(isolated.api, { token, newPassword: PASSWORD })
    expect(codes).toEqual(['INVITATION_INVALID'])
  }
  expect((await createAccount(isolated.api, { token: newer, newPassword: PASSWORD })).codes).toEqual([])
  expect((await about('resendInvitation', expired.id)).codes).toEqual([])
  const again = await mailedToken(expired.email)
  expect((await createAccount(isolated.api, { token: again, newPassword: PASSWORD })).codes).toEqual([])
})

test('an invitation that is revoked before its mail is sent sends none', async () => {
  const email = newEmail()
  const { payload } = await invite(isolated.api, owner, { email })
  const [invitation] = payload?.invitations as { id: string }[]
  expect((await about('revokeInvitation', invitation?.id ?? '')).codes).toEqual([])
  await sendAccountMails(worker.app)
  expect(invitationMails(isolated.smtp, email)).toEqual([])
})

test('an address is invited once at a time, gets at most three mails an hour, and not when it works in the shop', async () => {
  const { email, id } = await invited()
  expect((await invite(isolated.api, owner, { email: ` ${email.toUpperCase()} ` })).codes).toEqual([
    'ALREADY_INVITED',
  ])
  for (let mail = 2; mail <= 3; mail++) expect((await about('resendInvitation', id)).codes).toEqual([])
  expect((await about('resendInvitation', id)).codes).toEqual(['INVITATION_LIMIT'])
  expect((await about('revokeInvitation', id)).codes).toEqual([])
  expect((await invite(isolated.api, owner, { email })).codes).toEqual(['INVITATION_LIMIT'])
  const colleague = await createMember(isolated.api, [{ shop, role: 'VIEWER' }])
  expect((await invite(isolated.api, owner, { email: colleague.email })).codes).toEqual(['ALREADY_MEMBER'])
})

test('what is wrong with an invitation is said all at once', async () => {
  const { codes } = await invite(isolated.api, owner, { email: 'nobody', role: 'OWNER' })
  expect(codes).toEqual(['INVALID_EMAIL', 'ROLE_NOT_ALLOWED'])
})

test('inviting, sending again and revoking are audited, and the mail names the shop and who invites', async () => {
  const { email, id } = await invited('MANAGER')
  await about('resendInvitation', id)
  await about('revokeInvitation', id)
  const audited = await queryInShop<{ action: string; subject: string }>(
    isolated.api,
    shop,
    'select action, subject from audit_entry where subject like $1 order by id',
    `${email}%`,
  )
  expect(audited).toEqual([
    { action: 'inviteMember', subject: `${email}: MANAGER` },
    { action: 'resendInvitation', subject: email },
    { action: 'revokeInvitation', subject: email },
  ])
  const [mail] = invitationMails(isolated.smtp, email)
  expect(mail?.subject).toBe('Rejoignez la boutique Atelier Zénith')
  expect(mail?.text).toMatch(/Member \w+ vous invite à travailler dans la boutique Atelier Zénith/)
})

test('the operator’s command invites the owner of a new shop', async () => {
  const empty = await createShop(isolated.api, { locale: 'en', name: 'New shop' })
  const email = newEmail()
  const invitation = { shopId: empty.id, email, name: 'Ada', role: 'OWNER' as const }
  const em = {
    execute: async (sql: string, values: unknown[]) => {
      let index = 0
      return (
        await isolated.api.owner.query(
          sql.replaceAll('?', () => `$${++index}`),
          values,
        )
      ).rows
    },
  } as unknown as Parameters<typeof writeInvitation>[0]
  expect(await writeInvitation(em, invitation)).toBe('INVITED')
  expect(await writeInvitation(em, invitation)).toBe('ALREADY_INVITED')
  const token = await mailedToken(email)
  expect(await received(token)).toMatchObject({ role: 'OWNER', invitedByName: null })
  expect((await createAccount(isolated.api, { token, newPassword: PASSWORD })).codes).toEqual([])
})
