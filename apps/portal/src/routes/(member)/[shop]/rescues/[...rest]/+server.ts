import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** Older emails and bookmarks lead here. */
export const GET: RequestHandler = ({ params }) => redirect(308, `/${params.shop}/unmatched-payments`)
