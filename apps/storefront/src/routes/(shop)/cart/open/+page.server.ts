import { redirect } from '@sveltejs/kit'
import { openCart } from '#lib/server/cart.ts'
import { submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' })

export const actions = {
  // Only when the buyer confirms: programs that preview links visit them too.
  default: async (event) => {
    const form = await event.request.formData()
    const token = String(form.get('token') ?? '')
    const mode = form.get('mode') === 'REPLACE' ? 'REPLACE' : 'MERGE'
    const { failure } = await submitToApi(event, {}, () => openCart(event, { token, mode }))
    if (failure) return failure
    redirect(303, '/cart')
  },
} satisfies Actions
