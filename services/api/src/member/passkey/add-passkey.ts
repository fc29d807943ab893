import { v7 } from 'uuid'
import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { requireMember } from '../../kernel/require-member.ts'
import { sha256 } from '../../platform/crypto/sign.ts'
import { changeAccount } from '../change-account.ts'
import { findViewer } from '../find-member.ts'
import type { MemberType } from '../member.type.ts'
import { isPasskeyKnown } from './is-passkey-known.ts'
import { verifyNewPasskey } from './verify-new-passkey.ts'

/**
 * Stores the passkey that a browser created with the options of startPasskey. `response` is its RegistrationResponseJSON.
 *
 * @throws OperationError REQUIRED (name), PASSKEY_NOT_ADDED, PASSKEY_ALREADY_ADDED; RequestError BAD_USER_INPUT
 */
export async function addPasskey(
  request: MerchantRequest,
  input: { response: string; name: string },
): Promise<{ member: MemberType }> {
  const session = requireMember(request)
  const name = parseText(input.name, 'name', 60) ?? reject('REQUIRED', 'name')
  const { challenge, credential, rpId } = await verifyNewPasskey(request, input.response)
  const member = await findViewer(request)
  await changeAccount(request, member, 'addPasskey', async (em) => {
    const [row] = await em.execute<{ added: boolean }[]>(
      `select add_passkey(decode(?, 'hex'), ?, ?, ?, decode(?, 'hex'), decode(?, 'hex'), decode(?, 'hex'), ?) as added`,
      [
        session.tokenHash,
        challenge,
        v7(),
        name,
        Buffer.from(credential.id, 'base64url').toString('hex'),
        Buffer.from(credential.publicKey).toString('hex'),
        sha256(rpId).toString('hex'),
        credential.counter,
      ],
    )
    if (!row?.added)
      reject((await isPasskeyKnown(em, credential.id)) ? 'PASSKEY_ALREADY_ADDED' : 'PASSKEY_NOT_ADDED')
  })
  return { member: await findViewer(request) }
}
