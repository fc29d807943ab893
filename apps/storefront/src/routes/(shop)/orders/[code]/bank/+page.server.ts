import { fail, redirect } from '@sveltejs/kit'
import { statusOfProblem } from '#lib/api/api-problem.ts'
import type { ApiErrorCode, BankRedirect, UserError } from '#lib/api/types.ts'
import { hasCode } from '#lib/api/user-errors.ts'
import { readOrderToken } from '#lib/server/order-tokens.ts'
import { payByBank } from '#lib/server/pay-by-bank.ts'
import { problemOf } from '#lib/server/problem-of.ts'
import type { Actions, PageServerLoad } from './$types.js'

interface Outcome {
  bankId: string
  bank: BankRedirect | null
  userErrors: UserError[]
  inProgress: boolean
  problem: ApiErrorCode | null
}

/** Nothing to see without a payment just begun: back to the order. */
export const load: PageServerLoad = ({ params, request, url }) => {
  if (request.method === 'GET') redirect(303, url.pathname.replace(/\/bank$/, ''))
  return { code: params.code, bankKey: crypto.randomUUID() }
}

export const actions = {
  default: async (event) => {
    const { code } = event.params
    const orderToken = readOrderToken(event, code)
    if (!orderToken) redirect(303, event.url.pathname.replace(/\/bank$/, ''))
    const form = await event.request.formData()
    const bankId = String(form.get('bankId') ?? '')
    const outcome: Outcome = { bankId, bank: null, userErrors: [], inProgress: false, problem: null }
    try {
      const { redirect: bank, userErrors } = await payByBank(event, {
        orderCode: code,
        orderToken,
        bankId,
        returnUrl: `${event.url.origin}/orders/return`,
        idempotencyKey: String(form.get('idempotencyKey') ?? crypto.randomUUID()),
        abandonOpenAttempt: form.get('abandon') === 'yes',
      })
      if (!bank) {
        const inProgress = hasCode(userErrors, 'PAYMENT_IN_PROGRESS')
        return fail(400, { ...outcome, userErrors, inProgress })
      }
      event.locals.bankOrigin = new URL(bank.url).origin
      return { ...outcome, bank }
    } catch (cause) {
      const problem = problemOf(cause)
      return fail(statusOfProblem(problem), { ...outcome, problem })
    }
  },
} satisfies Actions
