import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { storePassword } from '../../platform/crypto/password.ts'
import { sha256 } from '../../platform/crypto/sign.ts'
import { checkNewPassword } from '../check-new-password.ts'
import { describeDevice } from '../describe-device.ts'
import { openSession, type OpenedSession } from '../open-session.ts'
import { isPasskeyKnown } from '../passkey/is-passkey-known.ts'
import { verifyNewPasskey } from '../passkey/verify-new-passkey.ts'
import { findInvitation, hashOfToken, type ReceivedInvitation } from './find-invitation.ts'
import { MAX_NAME_LENGTH } from './invite-member.ts'
import { slugOf, writeAcceptance } from './write-acceptance.ts'

export interface InvitedAccountInput {
  token: string
  name: string
  /** Absent with a passkey. */
  newPassword?: string | null
  /** RegistrationResponseJSON of the options of startInvitedPasskey. */
  passkey?: string | null
  /** For a shop that opens, in place of the slug that was asked for. */
  slug?: string | null
}

/**
 * Accepts an invitation as a person without an account: creates it, with a passkey or a password, and opens its first session. Uses up the
 * token. A member with a passkey alone can set a password later through requestPasswordReset.
 *
 * @throws OperationError REQUIRED (name, newPassword), PASSWORD_UNFIT, PASSWORD_COMMON, PASSWORD_PERSONAL, PASSKEY_NOT_ADDED, PASSKEY_ALREADY_ADDED,
 * INVITATION_INVALID, ACCOUNT_EXISTS, SHOP_SLUG_INVALID, SHOP_SLUG_TAKEN, SIGN_UP_CLOSED; RequestError BAD_USER_INPUT
 */
export async function createInvitedAccount(
  request: MerchantRequest,
  input: InvitedAccountInput,
): Promise<OpenedSession & { shopSlug: string }> {
  const invitation = (await findInvitation(request, { token: input.token })) ?? reject('INVITATION_INVALID')
  if (invitation.hasAccount) return reject('ACCOUNT_EXISTS')
  const name = parseText(input.name, 'name', MAX_NAME_LENGTH) ?? reject('REQUIRED', 'name')
  const create = input.passkey
    ? await withPasskey(request, input, name)
    : await withPassword(input, name, invitation)
  const member = { id: invitation.id, name }
  const checkId = await writeAcceptance(request, invitation, input, member, async (em) => {
    const [row] = await em.execute<{ check_id: string | null }[]>(create.sql, create.values)
    if (!row?.check_id) throw new AccountRefused()
    return row.check_id
  }).catch((error: unknown) => {
    if (error instanceof AccountRefused) return explainRefusal(request, input, create.credentialId)
    throw error
  })
  // Requests for its slug were answered until now that there is no such shop.
  if (invitation.opensShop) await request.app.shops.reload([invitation.shopId])
  const session = await openSession(request, { id: checkId, memberId: invitation.id })
  return { ...session, shopSlug: slugOf(invitation, input) }
}

/** Rolls back what was written before the database refused the account. */
class AccountRefused extends Error {}

/**
 * Why no account was created although the token was valid a moment ago: the address got one meanwhile, the token was used, or the passkey cannot be added.
 * @throws OperationError
 */
async function explainRefusal(
  request: MerchantRequest,
  { token }: InvitedAccountInput,
  credentialId: string | null,
): Promise<never> {
  const invitation = (await findInvitation(request, { token })) ?? reject('INVITATION_INVALID')
  if (invitation.hasAccount || !credentialId) return reject('ACCOUNT_EXISTS')
  const isKnown = await isPasskeyKnown(request.app.orm.em.fork(), credentialId)
  return reject(isKnown ? 'PASSKEY_ALREADY_ADDED' : 'PASSKEY_NOT_ADDED')
}

async function withPassword(
  { token, newPassword }: InvitedAccountInput,
  name: string,
  { email, shopName, shopSlug }: ReceivedInvitation,
) {
  if (!newPassword) return reject('REQUIRED', 'newPassword')
  const shop = { name: shopName, slug: shopSlug }
  await checkNewPassword(newPassword, { email, name, memberships: [{ shop }] })
  const { parameters, verifier } = await storePassword(newPassword)
  return {
    sql: "select create_invited_account(decode(?, 'hex'), ?, ?, decode(?, 'hex')) as check_id",
    values: [hashOfToken(token), name, parameters, verifier.toString('hex')],
    credentialId: null,
  }
}

async function withPasskey(request: MerchantRequest, input: InvitedAccountInput, name: string) {
  const { challenge, credential, rpId } = await verifyNewPasskey(request, input.passkey ?? '')
  // Members recognise their passkeys by the device; they may not know yet that they will have several.
  const { browser, operatingSystem } = describeDevice(request.userAgent)
  const device = [browser, operatingSystem].filter(Boolean).join(', ')
  // Nobody knows this password: the account has one in every case, so that no check meets an empty one.
  const { parameters, verifier } = await storePassword(randomBytes(32).toString('base64url'))
  return {
    sql: `select create_invited_account_with_passkey(decode(?, 'hex'), ?, ?, decode(?, 'hex'), ?, ?, ?, decode(?, 'hex'), decode(?, 'hex'),
      decode(?, 'hex'), ?) as check_id`,
    values: [
      hashOfToken(input.token),
      name,
      parameters,
      verifier.toString('hex'),
      challenge,
      v7(),
      device || name.slice(0, 60),
      Buffer.from(credential.id, 'base64url').toString('hex'),
      Buffer.from(credential.publicKey).toString('hex'),
      sha256(rpId).toString('hex'),
      credential.counter,
    ],
    credentialId: credential.id,
  }
}
