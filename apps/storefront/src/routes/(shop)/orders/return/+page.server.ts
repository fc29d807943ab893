import { redirect } from '@sveltejs/kit'
import { isOrderCode } from '#lib/order/order-link.ts'
import type { PageServerLoad } from './$types.js'

/** Return URL given to the bank. `?order=<code>` says which order, not whether it was paid. */
export const load: PageServerLoad = ({ url }) => {
  const code = url.searchParams.get('order') ?? ''
  redirect(303, isOrderCode(code) ? `/orders/${code}?returned` : '/orders')
}
