/** Writes `content/`, from which the site generator builds the site: the pages, their pictures, the schemas, the navigation and llms.txt. */
import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { exampleTargets } from './examples.ts'
import { homePage } from './home-page.ts'
import { llmsFullText, llmsText } from './llms-text.ts'
import { siteMarkdown } from './site-markdown.ts'
import { decisionsIndex, sidebarOf } from './sidebar.ts'
import { findPages } from './source-pages.ts'

const root = join(import.meta.dirname, '../../..')
const content = join(import.meta.dirname, '../content')

const pages = findPages(root)
const targets = new Map([
  ...pages.map(({ source, target }) => [source, target] as const),
  ...exampleTargets(root),
  ['docs/decisions', 'decisions/index.md'] as const,
])

function write(path: string, text: string): void {
  const file = join(content, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

rmSync(content, { recursive: true, force: true })
for (const page of pages) {
  write(page.target, siteMarkdown(page, targets))
  write(`public/${page.target}`, page.markdown)
}
write('index.md', homePage)
write(
  'explorer.md',
  '---\nlayout: page\ntitle: Explorer\nsearch: false\n---\n\n<ClientOnly><GraphqlExplorer /></ClientOnly>\n',
)
write('decisions/index.md', decisionsIndex(pages))
write('sidebar.json', JSON.stringify(sidebarOf(pages)))
write('public/llms.txt', llmsText(pages))
write('public/llms-full.txt', llmsFullText(pages))
for (const picture of globSync('docs/**/*.{png,svg,webp}', { cwd: root }))
  cpSync(join(root, picture), join(content, 'public', relative('docs', picture)))
for (const name of ['storefront', 'merchant'])
  cpSync(join(root, `services/api/schema/${name}.graphql`), join(content, `public/schema/${name}.graphql`))
