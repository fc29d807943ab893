import type { RequestEvent } from '@sveltejs/kit'
import type { Money } from '@triclic/money'
import type { PictureData } from '#lib/api/documents/fragments.ts'
import { addressIn, LANGUAGES, type Language } from '#lib/language-address.ts'

/** A thing of schema.org, as JSON-LD. */
export type Thing = Record<string, unknown>

/** What search engines and social networks are told of a page. A page without it is not indexed. */
export interface PageHead {
  type: 'website' | 'product'
  title: string
  /** Plain text; empty for none. */
  description: string
  /** Path and query of the page in each language, without the prefix of the language. */
  paths: Record<Language, string>
  /** What a shared link shows. */
  picture: PictureData | null
  /** The picture that the page shows first, to be loaded at once, and its attribute `sizes`. */
  first?: { picture: PictureData; sizes: string } | null
  /** The lowest price. */
  price?: Money | undefined
  structuredData: Thing[]
}

/** Tells search engines and social networks what a page is. It is part of the document only: no script of the page needs it. */
export function describePage(event: RequestEvent, head: PageHead): void {
  event.locals.pageHead = head
}

/** A page that has the same path in each language. */
export const samePath = (path: string): PageHead['paths'] =>
  Object.fromEntries(LANGUAGES.map((language) => [language, path])) as PageHead['paths']

/** The absolute address of a path of the shop, in the language of the page or in another. */
export function absoluteAddress(
  { url, locals }: RequestEvent,
  path: string,
  language: Language = locals.locale,
): string {
  return url.origin + addressIn(language, path, locals.shop?.locale ?? '')
}

/** Longer descriptions are cut by search engines. */
const MAX_DESCRIPTION = 160

/** A text in one line, cut between words. */
export function summaryOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= MAX_DESCRIPTION) return line
  const cut = line.slice(0, MAX_DESCRIPTION)
  return `${cut.slice(0, cut.lastIndexOf(' ') + 1 || MAX_DESCRIPTION).trimEnd()}…`
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** The text of sanitised HTML, with a space between blocks. */
export const textOfHtml = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#39|[a-z]+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
