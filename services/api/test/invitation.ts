import { expect } from 'vitest'
import { sendAccountMails } from '../src/member/send-account-mails.ts'
import type { Role } from '../src/app/context.ts'
import type { TestApi } from './api.ts'
import { fromNewAddress, merchant } from './member.ts'
import { headerOf, type TestSmtp } from './smtp.ts'
import type { TestWorker } from './worker.ts'

type Headers = Record<string, string>

/** Calls a mutation about invitations with a session or, without headers, from a new address. */
export async function askAboutInvitations(
  api: TestApi,
  call: string,
  fields: string,
  variables: Record<string, [type: string, value: unknown]>,
  headers: Headers = fromNewAddress(),
) {
  const names = Object.entries(variables)
  const declared = names.map(([name, [type]]) => `$${name}: ${type}`).join(', ')
  const given = names.map(([name]) => `${name}: $${name}`).join(', ')
  const { data, errors } = await merchant<{
    payload: Record<string, unknown> & { userErrors: { code: string; field: string[] | null }[] }
  } | null>(
    api,
    `mutation (${declared}) { payload: ${call}(${given}) { ${fields} userErrors { code field } } }`,
    Object.fromEntries(names.map(([name, [, value]]) => [name, value])),
    headers,
  )
  return {
    payload: data?.payload,
    codes: data?.payload.userErrors.map(({ code }) => code),
    code: errors?.[0]?.extensions.code,
  }
}

export const invite = (
  api: TestApi,
  headers: Headers,
  input: { email: string; name?: string; role?: Role },
) =>
  askAboutInvitations(
    api,
    'inviteMember',
    'invitations { id email name role invitedByName }',
    { input: ['InviteMemberInput!', { role: 'VIEWER', ...input }] },
    headers,
  )

/** The invitations that were mailed to an address, oldest first. */
export const invitationMails = (smtp: TestSmtp, email: string) =>
  smtp.mails.filter(
    (mail) => JSON.stringify(mail.to).includes(email) && headerOf(mail, 'x-triclic-mail') === 'invitation',
  )

/** Sends the mails that are due, and returns the token of the newest invitation to this address. */
export async function mailedInvitationToken(
  { worker, smtp }: { worker: TestWorker; smtp: TestSmtp },
  email: string,
): Promise<string> {
  await sendAccountMails(worker.app)
  const token = /invitation\?token=([\w-]{43})/.exec(invitationMails(smtp, email).at(-1)?.text ?? '')?.[1]
  expect(token).toBeTruthy()
  return token ?? ''
}

export const createAccount = (api: TestApi, input: Record<string, string>) =>
  askAboutInvitations(api, 'createInvitedAccount', 'token shopSlug member { id email }', {
    input: ['CreateInvitedAccountInput!', { name: 'Ida Roux', ...input }],
  })

export const accept = (api: TestApi, token: string, headers: Headers) =>
  askAboutInvitations(api, 'acceptInvitation', 'shopSlug', { token: ['String!', token] }, headers)
