import type { ClientInit } from '@sveltejs/kit/hooks'
import { assertIsLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js'

// The server has chosen the language and written it on the page.
export const init: ClientInit = () => {
  overwriteGetLocale(() => assertIsLocale(document.documentElement.lang))
}
