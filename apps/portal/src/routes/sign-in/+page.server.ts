import { redirect } from '@sveltejs/kit'
import { localPath } from '#lib/local-path.ts'
import { askForAction, refuse } from '#lib/server/ask-for-action.ts'
import * as operations from '#lib/server/operations.ts'
import { openSession } from '#lib/server/session.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.session) redirect(303, localPath(url.searchParams.get('next')))
  return { reason: url.searchParams.get('reason') }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const written = (field: string) => form.get(field)?.toString() ?? ''
    const missing = ['email', 'password'].filter((field) => !written(field).trim())
    if (missing.length) return refuse(400, ...missing.map((field) => ({ code: 'REQUIRED', field: [field] })))
    const answer = await askForAction(event, operations.signIn, {
      email: written('email').trim(),
      password: written('password'),
      otp: written('otp').replace(/\s/g, '') || null,
    })
    if ('refusal' in answer) return answer.refusal
    if (!answer.payload.token) return refuse(422, { code: 'OTP_REQUIRED', field: ['otp'] })
    openSession(event, answer.payload.token)
    redirect(303, localPath(event.url.searchParams.get('next')))
  },
}
