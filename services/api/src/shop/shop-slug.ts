/**
 * Lower-case letters, digits and hyphens: the slug is part of host names and paths. No hyphens in the third and fourth place, which make it the
 * encoding of other characters (RFC 5890): browsers would show `xn--…` as a look-alike of another name.
 */
const SLUG = /^(?!..--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** First parts of paths of the portal, where `/<slug>` leads to a shop, and names that a host may need for itself. */
const RESERVED = new Set([
  ...['account', 'assets', 'forgot-password', 'health', 'invitation', 'language', 'media', 'reauthenticate'],
  ...['reset-password', 'session', 'shops', 'sign-in', 'sign-out', 'sign-up'],
  ...[
    'admin',
    'api',
    'auth',
    'autoconfig',
    'autodiscover',
    'help',
    'login',
    'mail',
    'portal',
    'shop',
    'status',
  ],
  ...['storefront', 'support', 'triclic', 'www'],
])

/** Whether a shop may have this slug. */
export const isShopSlug = (slug: string): boolean => SLUG.test(slug) && !RESERVED.has(slug)

const MAX_LENGTH = 40

/** A slug made of the name: `Café d’Été` becomes `cafe-d-ete`; `boutique` when nothing is left. */
export function slugOfName(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
  const slug = letters.slice(0, MAX_LENGTH).replace(/^-+|-+$/g, '')
  if (!slug) return 'boutique'
  return isShopSlug(slug) ? slug : `${slug}-1`
}
