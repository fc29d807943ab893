import type { Reroute } from '@sveltejs/kit/hooks'
import { readLanguageAddress } from '#lib/language-address.ts'

/** `/en/catalog` shows the route of `/catalog`; the server answers it in English. */
export const reroute: Reroute = ({ url }) => readLanguageAddress(url.pathname).path
