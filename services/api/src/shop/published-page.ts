import type { Language } from '../kernel/errors.ts'

/** The pages that the law wants of every shop. */
export const PAGE_KINDS = ['LEGAL_NOTICE', 'TERMS', 'PRIVACY', 'WITHDRAWAL'] as const
export type PageKind = (typeof PAGE_KINDS)[number]

/** The current version of a page in one language, without its text. */
export interface PublishedPage {
  /** Of the version. */
  id: string
  kind: PageKind
  language: Language
  /** From 1. */
  number: number
  /** ISO 8601. */
  publishedAt: string
}

/** The page in a language; if it is not published in it, in the shop's own, or in the other one. */
export function publishedPage(
  { publishedPages, locale }: { publishedPages: readonly PublishedPage[]; locale: Language },
  kind: PageKind,
  language: Language,
): PublishedPage | undefined {
  const pages = publishedPages.filter((page) => page.kind === kind)
  return (
    pages.find((page) => page.language === language) ??
    pages.find((page) => page.language === locale) ??
    pages[0]
  )
}
