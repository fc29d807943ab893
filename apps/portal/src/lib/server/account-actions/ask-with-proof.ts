import type { RequestEvent } from '@sveltejs/kit'
import type { Problem } from '#lib/problem.ts'
import type { Proof } from '../account-operations.ts'
import { askForAction, refuse } from '../ask-for-action.ts'
import type { Operation, UserErrors } from '../operation.ts'

// The API says the same as at sign-in; but no e-mail was given here, so the password is what is wrong.
const ofPassword = (problem: Problem): Problem =>
  problem.code === 'INVALID_CREDENTIALS' ? { code: 'PASSWORD_WRONG', field: ['password'] } : problem

/** As `askForAction`, for what asks the member to prove once more who it is. */
export async function askWithProof<Payload extends UserErrors, Variables extends Proof>(
  event: RequestEvent,
  operation: Operation<{ payload: Payload }, Variables>,
  variables: Variables,
) {
  const answer = await askForAction(event, operation, variables)
  if (!('refusal' in answer)) return answer
  const { status, data } = answer.refusal
  return { refusal: refuse(status, ...data.problems.map(ofPassword)) }
}
