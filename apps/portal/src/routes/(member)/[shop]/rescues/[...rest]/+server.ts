import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** Emails sent before the page was renamed link to this address. */
export const GET: RequestHandler = ({ params }) => redirect(308, `/${params.shop}/unmatched-payments`)
