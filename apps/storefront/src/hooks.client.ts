import type { ClientInit } from '@sveltejs/kit/hooks'
import { assertIsLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js'

// The server chooses the language and writes it into <html lang>.
export const init: ClientInit = () => {
  overwriteGetLocale(() => assertIsLocale(document.documentElement.lang))
}
