import { encode } from 'uqr'
import { askForAction, refuse } from '#lib/server/ask-for-action.ts'
import * as operations from '#lib/server/account-operations.ts'
import { textOf } from '#lib/server/order-actions/text-of.ts'
import type { Actions } from './$types'

const proofOf = (form: FormData) => ({
  password: form.get('password')?.toString() ?? '',
  otp: textOf(form, 'otp')?.replace(/\s/g, '') ?? null,
})

export const actions: Actions = {
  changePassword: async (event) => {
    const form = await event.request.formData()
    const newPassword = form.get('newPassword')?.toString() ?? ''
    const answer = await askForAction(event, operations.changePassword, { ...proofOf(form), newPassword })
    return 'refusal' in answer ? answer.refusal : { done: 'password' }
  },

  startMfa: async (event) => {
    const form = await event.request.formData()
    const answer = await askForAction(event, operations.startMfa, proofOf(form))
    if ('refusal' in answer) return answer.refusal
    const { secret, uri, ticket } = answer.payload
    if (!secret || !uri || !ticket) return refuse(502, { code: 'INTERNAL_SERVER_ERROR', field: null })
    return { enrolment: { secret, ticket, squares: encode(uri, { ecc: 'M', border: 2 }).data } }
  },

  confirmMfa: async (event) => {
    const form = await event.request.formData()
    const answer = await askForAction(event, operations.confirmMfa, {
      ticket: form.get('ticket')?.toString() ?? '',
      otp: textOf(form, 'otp')?.replace(/\s/g, '') ?? '',
    })
    return 'refusal' in answer ? answer.refusal : { done: 'mfa-on' }
  },

  removeMfa: async (event) => {
    const form = await event.request.formData()
    const answer = await askForAction(event, operations.removeMfa, proofOf(form))
    return 'refusal' in answer ? answer.refusal : { done: 'mfa-off' }
  },
}
