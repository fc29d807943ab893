import type { MerchantRequest } from '../app/context.ts'
import { checkEmail } from '../kernel/check-email.ts'
import { OperationError, type UserError } from '../kernel/errors.ts'
import { subjectsOfPasswordReset } from './attempt-subjects.ts'
import { countAttempt } from './count-attempt.ts'

/**
 * Mails a link to set a new password, if a member has this address. The answer and the SQL statements are the same if nobody has it; the worker
 * finds that out. A recipient gets at most three such mails an hour.
 *
 * @throws OperationError INVALID_EMAIL; RequestError RATE_LIMITED after many requests from one address
 */
export async function requestPasswordReset(
  request: MerchantRequest,
  input: { email: string },
): Promise<Record<string, never>> {
  const problems: UserError[] = []
  const email = checkEmail(input.email, problems).toLowerCase()
  if (problems.length > 0) throw new OperationError(...problems)
  const em = request.app.orm.em.fork()
  await countAttempt(em, subjectsOfPasswordReset(request))
  await em.execute('select request_password_reset(?, ?)', [email, request.language])
  return {}
}
