import type { MerchantRequest } from '../app/context.ts'
import { authenticate, type Credentials } from './authenticate.ts'
import { openSession, type OpenedSession } from './open-session.ts'

/**
 * Creates a session for a member who gives the right credentials.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; RequestError RATE_LIMITED
 */
export async function signIn(request: MerchantRequest, input: Credentials): Promise<OpenedSession> {
  return openSession(request, await authenticate(request, input))
}
