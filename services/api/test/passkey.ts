import type { TestApi } from './api.ts'
import { Authenticator, type Ceremony } from './authenticator.ts'
import { fromNewAddress, membershipHeaders, merchant, type TestMember } from './member.ts'

interface UserError {
  code: string
  field: string[] | null
}
interface Passkey {
  id: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

interface Payload {
  options?: string | null
  token?: string | null
  deviceToken?: string | null
  member?: { id: string; email: string; passkeys: Passkey[] } | null
  userErrors: UserError[]
}

/** The payload of a mutation about passkeys, and the code of the error that took its place. */
export async function askAboutPasskeys(
  api: TestApi,
  call: string,
  variables: Record<string, string> = {},
  headers: Record<string, string> = fromNewAddress(),
) {
  const member = 'member { id email passkeys { id name createdAt lastUsedAt } }'
  const fields = call.startsWith('start')
    ? 'options'
    : call.startsWith('signIn')
      ? `token deviceToken ${member}`
      : member
  const declared = Object.keys(variables).map((name) => `$${name}: ${name === 'id' ? 'ID' : 'String'}!`)
  const given = Object.keys(variables).map((name) => `${name}: $${name}`)
  const inParentheses = (list: string[]) => (list.length > 0 ? `(${list.join(', ')})` : '')
  const { data, errors } = await merchant<{ payload: Payload } | null>(
    api,
    `mutation ${inParentheses(declared)} { payload: ${call}${inParentheses(given)} { ${fields} userErrors { code field } } }`,
    variables,
    headers,
  )
  return {
    payload: data?.payload,
    codes: data?.payload.userErrors.map(({ code }) => code),
    code: errors?.[0]?.extensions.code,
  }
}

/** Adds a passkey to the member's account, and returns its authenticator. Another one is added in a session that the `known` one opened. */
export async function createPasskey(
  api: TestApi,
  member: TestMember,
  name = 'Laptop',
  known?: Authenticator,
): Promise<Authenticator> {
  const headers = known ? await headersWithPasskey(api, known) : await membershipHeaders(api, member)
  const authenticator = new Authenticator(api.app.env.portalUrl)
  const { payload } = await askAboutPasskeys(api, 'startPasskey', { password: member.password }, headers)
  const response = authenticator.create(payload?.options ?? '')
  const { codes } = await askAboutPasskeys(api, 'addPasskey', { response, name }, headers)
  if (codes?.length !== 0) throw new Error(`The passkey of ${member.name} was not added`)
  return authenticator
}

/** Signs in with a passkey, of which `changes` change what is signed. */
export async function signInWithPasskey(
  api: TestApi,
  authenticator: Authenticator,
  changes: Partial<Ceremony> = {},
  headers: Record<string, string> = fromNewAddress(),
) {
  const { payload } = await askAboutPasskeys(api, 'startPasskeySignIn', {}, headers)
  const response = authenticator.get(payload?.options ?? '', changes)
  return { response, ...(await askAboutPasskeys(api, 'signInWithPasskey', { response }, headers)) }
}

/** The headers of a new session that was opened with a passkey. */
export async function headersWithPasskey(
  api: TestApi,
  authenticator: Authenticator,
): Promise<Record<string, string>> {
  const { payload } = await signInWithPasskey(api, authenticator)
  return { authorization: `Bearer ${payload?.token}` }
}
