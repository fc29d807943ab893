import type { MerchantRequest } from '../../app/context.ts'
import { openSession, type OpenedSession } from '../open-session.ts'
import { usePasskey } from './use-passkey.ts'

/**
 * Creates a session for a member who uses a passkey, which counts as both factors. `response` is the browser's
 * AuthenticationResponseJSON. Every failure gives the same error.
 *
 * @throws OperationError PASSKEY_INVALID; RequestError BAD_USER_INPUT, RATE_LIMITED
 */
export async function signInWithPasskey(
  request: MerchantRequest,
  { response }: { response: string },
): Promise<OpenedSession> {
  return openSession(request, await usePasskey(request, response))
}
