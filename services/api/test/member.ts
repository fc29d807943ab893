import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Role } from '../src/app/context.ts'
import { encryptMfaSecret } from '../src/member/mfa-secret.ts'
import { storePassword } from '../src/platform/crypto/password.ts'
import { graphql, type TestApi } from './api.ts'
import type { TestShop } from './shop.ts'

export interface TestMember {
  id: string
  email: string
  name: string
  password: string
}

/** Creates a member with a role in each of the given shops. */
export async function createMember(
  api: TestApi,
  memberships: { shop: TestShop; role: Role }[],
  options: { mfaSecret?: Buffer } = {},
): Promise<TestMember> {
  const id = v7()
  const name = randomBytes(4).toString('hex')
  const member = {
    id,
    name: `Member ${name}`,
    email: `${name}@members.test`,
    password: randomBytes(9).toString('base64url'),
  }
  const { parameters, verifier } = await storePassword(member.password)
  await api.owner.query(
    `insert into member (id, email, name, password_parameters, password_verifier, mfa_secret)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      member.email,
      member.name,
      parameters,
      verifier,
      options.mfaSecret ? encryptMfaSecret(api.app.env.bankKeys, id, options.mfaSecret) : null,
    ],
  )
  for (const { shop, role } of memberships)
    await api.owner.query('insert into membership (member_id, shop_id, role) values ($1, $2, $3)', [
      id,
      shop.id,
      role,
    ])
  return member
}

const SIGN_IN = `mutation ($email: String!, $password: String!, $otp: String, $deviceToken: String) {
  signIn(email: $email, password: $password, otp: $otp, deviceToken: $deviceToken) {
    token deviceToken mfaRequired member { id email name mfaEnabled memberships { role shop { slug name timeZone locale currency } } }
    userErrors { code message field }
  }
}`

export interface SignInPayload {
  token: string | null
  deviceToken: string | null
  mfaRequired: boolean
  member: { id: string; email: string; name: string; mfaEnabled: boolean; memberships: unknown[] } | null
  userErrors: { code: string; message: string; field: string[] | null }[]
}

/** Calls signIn over HTTP, whether it succeeds or not. */
export async function trySignIn(
  api: TestApi,
  input: { email: string; password: string; otp?: string; deviceToken?: string },
  headers: Record<string, string> = {},
) {
  const { data, ...response } = await graphql<{ signIn: SignInPayload } | null>(
    `${api.url}/merchant/graphql`,
    SIGN_IN,
    { ...input },
    headers,
  )
  return { ...response, signIn: data?.signIn }
}

/** Signs in and returns the headers for requests of this member in this shop. */
export async function membershipHeaders(
  api: TestApi,
  member: TestMember & { otp?: string },
  shop?: Pick<TestShop, 'slug'>,
): Promise<Record<string, string>> {
  const { signIn } = await trySignIn(api, member)
  if (!signIn?.token) throw new Error(`${member.name} could not sign in`)
  return { authorization: `Bearer ${signIn.token}`, ...(shop && { 'x-shop': shop.slug }) }
}

/** Creates and signs in a member with this role, and returns the headers for its requests. */
export async function headersOf(api: TestApi, shop: TestShop, role: Role): Promise<Record<string, string>> {
  return membershipHeaders(api, await createMember(api, [{ shop, role }]), shop)
}

/** Sends a request to the merchant API. */
export const merchant = <T = Record<string, never>>(
  api: TestApi,
  query: string,
  variables: Record<string, unknown>,
  headers: Record<string, string>,
) => graphql<T>(`${api.url}/merchant/graphql`, query, variables, headers)

let addresses = 0

/** Headers of a client address that no other caller in this process gets, for an API with TRUST_PROXY 127.0.0.1: attempts of one test do not count in another. */
export function fromNewAddress(): Record<string, string> {
  addresses++
  return {
    'x-forwarded-for': `198.18.${addresses >> 8}.${addresses & 255}`,
    'x-forwarded-proto': 'https',
  }
}

/** The codes of the user errors of a sign-in. */
export const codesOfSignIn = (answer: Awaited<ReturnType<typeof trySignIn>>): string[] | undefined =>
  answer.signIn?.userErrors.map(({ code }) => code)
