import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type DefaultTheme } from 'vitepress'
import { slugOf } from '../src/headings.ts'

const sidebar = JSON.parse(
  readFileSync(join(import.meta.dirname, '../content/sidebar.json'), 'utf8'),
) as DefaultTheme.SidebarItem[]

export default defineConfig({
  lang: 'en',
  title: 'Triclic',
  description: 'Documentation of Triclic, a GraphQL platform on which many small shops sell',
  srcDir: 'content',
  srcExclude: ['public/**'],
  outDir: 'dist',
  cleanUrls: true,
  // Otherwise each page contains the names of the files of all others.
  metaChunk: true,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify: slugOf },
    // Otherwise Vue evaluates `{{name}}` in a code span.
    config(md) {
      md.renderer.rules.code_inline = (tokens, index) =>
        `<code v-pre>${md.utils.escapeHtml(tokens[index]?.content ?? '')}</code>`
    },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide/first-order' },
      { text: 'Storefront API', link: '/reference/storefront-api' },
      { text: 'Merchant API', link: '/reference/merchant-api' },
      { text: 'Errors', link: '/reference/error-codes' },
      { text: 'Explorer', link: '/explorer' },
    ],
    sidebar,
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: { miniSearch: { searchOptions: { boost: { title: 5, titles: 2, text: 1 } } } },
    },
    docFooter: { prev: 'Previous page', next: 'Next page' },
  },
  vite: { build: { chunkSizeWarningLimit: 3000 } },
})
