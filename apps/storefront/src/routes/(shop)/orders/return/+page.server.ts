import { redirect } from '@sveltejs/kit'
import { isOrderCode } from '#lib/server/order-tokens.ts'
import type { PageServerLoad } from './$types.js'

/** Where a bank's page leads back to: `?order=<code>` and nothing more; it says nothing about the payment. */
export const load: PageServerLoad = ({ url }) => {
  const code = url.searchParams.get('order') ?? ''
  redirect(303, isOrderCode(code) ? `/orders/${code}?returned` : '/orders')
}
