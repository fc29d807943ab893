/** The groups of the navigation, in order. */
export const GROUPS = [
  'Frontend developers',
  'Recipes',
  'API reference',
  'Merchants',
  'Operators',
  'Contributors',
  'Measurements',
  'Decisions',
] as const
export type Group = (typeof GROUPS)[number]

/** The group of every page in a folder of docs. */
const FOLDERS: Record<string, Group> = {
  guide: 'Frontend developers',
  recipes: 'Recipes',
  reference: 'API reference',
  operate: 'Operators',
  security: 'Operators',
  operation: 'Operators',
  performance: 'Measurements',
  decisions: 'Decisions',
}

/** The group of pages that are in no folder, in the order of the navigation. Any other page is for contributors unless its front matter names a group. */
const PAGES: Record<string, Group> = {
  'create-a-shop': 'Frontend developers',
  'storefront-client': 'Frontend developers',
  'merchant-api': 'Frontend developers',
  examples: 'Frontend developers',
  webhooks: 'Frontend developers',
  'frontend-law': 'Frontend developers',
  'registered-documents': 'Frontend developers',
  'schema-changes': 'Frontend developers',
  'open-a-shop': 'Merchants',
  'ouvrir-une-boutique': 'Merchants',
  law: 'Merchants',
  backups: 'Operators',
  operation: 'Operators',
  monitoring: 'Operators',
  security: 'Operators',
  contributing: 'Contributors',
  development: 'Contributors',
  architecture: 'Contributors',
}

/** The pages that come first in their folder, in this order. */
const FIRST = [
  'guide/first-order',
  'guide/pay-by-card',
  'guide/errors-and-retries',
  'reference/storefront-api',
  'performance/README',
]

/**
 * The group of a page.
 * @param target its path on the site, with `.md`
 */
export function groupOf(target: string, markdown: string): Group {
  const [, named] = /^---\n[\s\S]*?^group: (.+)$[\s\S]*?^---$/m.exec(markdown) ?? []
  const group = GROUPS.find((candidate) => candidate === named)
  if (named && !group)
    throw new Error(`${target} is in the group “${named}”, which does not exist: ${GROUPS.join(', ')}.`)
  return group ?? FOLDERS[target.split('/')[0] ?? ''] ?? PAGES[target.replace(/\.md$/, '')] ?? 'Contributors'
}

/** Sorts pages of a group: folders first, then those listed above, then the others by name. */
export function compareTargets(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || a.localeCompare(b, 'en')
}

function rankOf(target: string): number {
  const name = target.replace(/\.md$/, '')
  if (FIRST.includes(name)) return FIRST.indexOf(name) - FIRST.length
  if (name.includes('/') && !name.startsWith('security/')) return 1
  const listed = Object.keys(PAGES).indexOf(name)
  return listed < 0 ? 1000 : 2 + listed
}
