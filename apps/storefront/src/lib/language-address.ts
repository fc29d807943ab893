/** The languages of the storefront's own texts. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** What search engines may index: the home page, lists, products and legal pages. */
const INDEXED = /^\/(?:catalog|products\/[^/]+|pages\/[^/]+)?$/

/** What a path says of the language: `/en/catalog` is `/catalog` in English. Only pages that search engines may index have such an address. */
export function readLanguageAddress(pathname: string): { language: Language | null; path: string } {
  const [, prefix, rest] = /^\/([a-z]{2})(\/.*)?$/.exec(pathname) ?? []
  const language = LANGUAGES.find((each) => each === prefix)
  const path = rest ?? '/'
  return language && INDEXED.test(path) ? { language, path } : { language: null, path: pathname }
}

/**
 * The address of a page in a language: without a prefix in the shop's own language.
 *
 * @param path path and query in the shop's own language
 */
export const addressIn = (language: Language, path: string, shopLanguage: string): string =>
  language === shopLanguage ? path : withPrefix(language, path)

/** The path with the prefix of another path, if that has one: a redirect keeps the language. */
export function withLanguageOf(pathname: string, path: string): string {
  const { language } = readLanguageAddress(pathname)
  return language ? withPrefix(language, path) : path
}

const withPrefix = (language: Language, path: string): string => `/${language}${path === '/' ? '' : path}`
