import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type DefaultTheme } from 'vitepress'
import { drawingSvg } from '../src/drawing.ts'
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
      const { fence } = md.renderer.rules
      md.renderer.rules.fence = (tokens, index, ...rest) => {
        const { info, content } = tokens[index] ?? { info: '', content: '' }
        if (info.trim() !== 'mermaid') return fence?.(tokens, index, ...rest) ?? ''
        const heading = tokens.slice(0, index).findLastIndex(({ type }) => type === 'heading_open')
        const label = `Drawing: ${tokens[heading + 1]?.content ?? ''}`
        return `<div class="drawing" tabindex="0" v-pre>${drawingSvg(content, label)}</div>\n`
      }
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
