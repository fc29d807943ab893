import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** Redirects links in older emails and bookmarks. */
export const GET: RequestHandler = ({ params }) => redirect(308, `/${params.shop}/unmatched-payments`)
