import { texts } from './texts.js'

/**
 * What to tell the buyer: the messages of the API for what can be corrected, and a sentence of the shop for a request that failed.
 * @param {unknown} error anything else than an error of the client is thrown again
 * @param {import('./texts.js').Language} language
 * @returns {{ messages: string[], fields: string[] }} `fields` are the names of the inputs that are wrong
 */
export function problemsOf(error, language) {
  if (!(error instanceof Error)) throw error
  if ('userErrors' in error) {
    const userErrors = /** @type {import('@triclic/storefront-client').UserError[]} */ (error.userErrors)
    return {
      messages: userErrors.map(({ message }) => message),
      fields: userErrors.flatMap(({ field }) => field?.at(-1) ?? []),
    }
  }
  if (error.name !== 'StorefrontFailure' || !('code' in error)) throw error
  return { messages: [failureText(String(error.code), language)], fields: [] }
}

/** @param {string} code of the failure @param {import('./texts.js').Language} language */
export function failureText(code, language) {
  const { failure } = texts[language]
  return code === 'RATE_LIMITED' || code === 'SHOP_CLOSED' ? failure[code] : failure.other
}
