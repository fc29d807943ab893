import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit'
import type { Problem } from '#lib/problem.ts'
import { leaveToSignIn, statusOf } from './ask-for-page.ts'
import { askMerchantApi, MerchantApiError } from './merchant-api.ts'
import type { Operation, UserErrors } from './operation.ts'

export type Refusal = ActionFailure<{ problems: Problem[] }>

export const refuse = (status: number, ...problems: Problem[]): Refusal => fail(status, { problems })

/** Runs a mutation (aliased `payload` in its document); what the member can mend, or wait for, comes back as problems. */
export async function askForAction<Payload extends UserErrors, Variables>(
  event: RequestEvent,
  operation: Operation<{ payload: Payload }, Variables>,
  variables: Variables,
): Promise<{ payload: Payload } | { refusal: Refusal }> {
  try {
    const { payload } = await askMerchantApi(event, operation, variables)
    if (payload.userErrors.length) return { refusal: refuse(422, ...payload.userErrors) }
    return { payload }
  } catch (problem) {
    if (!(problem instanceof MerchantApiError)) throw problem
    if (problem.code === 'UNAUTHENTICATED') leaveToSignIn(event)
    return { refusal: refuse(statusOf(problem.code), { code: problem.code, field: null }) }
  }
}
