import { globSync } from 'node:fs'
import { join } from 'node:path'

const apps = join(import.meta.dirname, '../../apps')

/** The routes of an app that have a page, from its `+page.svelte` files, without route groups: `/[shop]/orders`. */
export function routesOf(app: 'portal' | 'storefront'): string[] {
  return globSync('**/+page.svelte', { cwd: join(apps, app, 'src/routes') })
    .map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`.replace(/\/\([^/]+\)/g, '') || '/')
    .sort()
}
