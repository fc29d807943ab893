import type { RequestEvent } from '@sveltejs/kit'
import { toDecimalString } from '@triclic/money'
import { pictureSources } from '#lib/catalog/picture-sources.ts'
import type { PictureData } from '#lib/api/documents/fragments.ts'
import { LANGUAGES } from '#lib/language-address.ts'
import { themeOf } from '#lib/theme/themes.ts'
import { absoluteAddress, type PageHead, type Thing } from './page-head.ts'

const LOCALES = { en: 'en_GB', fr: 'fr_FR' }

/** The tags in the head of a document: for search engines, social networks, and what the browser has to load first. */
export function headTags(event: RequestEvent): string {
  const { pageHead, shop, shopConfig } = event.locals
  const { light, dark } = themeOf(shopConfig?.slug).surface
  const tags = [
    `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${light}" />`,
    `<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${dark}" />`,
  ]
  if (!pageHead || !shop) return [...tags, meta('robots', 'noindex')].join('\n    ')
  return [
    ...tags,
    ...preloadTags(pageHead),
    ...(pageHead.description ? [meta('description', pageHead.description)] : []),
    ...addressTags(event, pageHead),
    ...sharingTags(event, pageHead, shop.name),
    ...pageHead.structuredData.map(structuredDataTag),
  ].join('\n    ')
}

function addressTags(event: RequestEvent, { paths }: PageHead): string[] {
  const { locale, shop } = event.locals
  const own = LANGUAGES.find((language) => language === shop?.locale) ?? 'en'
  const alternate = (code: string, href: string) =>
    `<link rel="alternate" hreflang="${code}" href="${escapeAttribute(href)}" />`
  return [
    `<link rel="canonical" href="${escapeAttribute(absoluteAddress(event, paths[locale]))}" />`,
    ...LANGUAGES.map((language) => alternate(language, absoluteAddress(event, paths[language], language))),
    alternate('x-default', absoluteAddress(event, paths[own], own)),
  ]
}

/** https://ogp.me, and what X reads besides. */
function sharingTags(event: RequestEvent, head: PageHead, shopName: string): string[] {
  const { locale } = event.locals
  const entries: [property: string, content: string][] = [
    ['og:type', head.type],
    ['og:site_name', shopName],
    ['og:title', head.title],
    ['og:url', absoluteAddress(event, head.paths[locale])],
    ['og:locale', LOCALES[locale]],
    ...LANGUAGES.filter((language) => language !== locale).map((language): [string, string] => [
      'og:locale:alternate',
      LOCALES[language],
    ]),
    ...(head.description ? ([['og:description', head.description]] as [string, string][]) : []),
    ...pictureEntries(head),
    ...(head.price
      ? ([
          ['product:price:amount', toDecimalString(head.price)],
          ['product:price:currency', head.price.currency],
        ] as [string, string][])
      : []),
  ]
  return [
    ...entries.map(
      ([property, content]) => `<meta property="${property}" content="${escapeAttribute(content)}" />`,
    ),
    meta('twitter:card', head.picture ? 'summary_large_image' : 'summary'),
  ]
}

/** The width of a shared picture: the stored size that comes closest to the 1200 pixels that social networks ask for. */
const SHARED_WIDTH = 1280

function pictureEntries({ picture, title }: PageHead): [string, string][] {
  // Social networks show no drawings.
  if (!picture || picture.webp1280.endsWith('.svg')) return []
  const width = Math.min(SHARED_WIDTH, picture.width)
  return [
    ['og:image', picture.webp1280],
    ['og:image:width', String(width)],
    ['og:image:height', String(Math.round((picture.height * width) / picture.width))],
    ['og:image:alt', picture.altText || title],
  ]
}

/** The main picture is requested before the styles are read. A browser that does not know the format ignores the tag. */
function preloadTags({ first }: PageHead): string[] {
  if (!first) return []
  const attributes = preloadAttributes(first.picture, first.sizes)
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escapeAttribute(value)}"`)
  return [`<link rel="preload" as="image" fetchpriority="high" ${written.join(' ')} />`]
}

function preloadAttributes(picture: PictureData, sizes: string): Record<string, string> {
  const { sources, src } = pictureSources(picture)
  const [smallest] = sources
  if (!smallest) return { href: src }
  return { type: smallest.type, imagesrcset: smallest.srcset, imagesizes: sizes }
}

/** A `<` could end the element or begin a comment. Not a script for the content security policy: it needs no nonce. */
export const structuredDataTag = (thing: Thing): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...thing }).replaceAll('<', '\\u003c')}</script>`

const meta = (name: string, content: string): string =>
  `<meta name="${name}" content="${escapeAttribute(content)}" />`

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
