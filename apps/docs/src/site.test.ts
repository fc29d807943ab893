import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deadLinks } from './dead-links.ts'
import { exampleCode, exampleTargets } from './examples.ts'
import { compareTargets, groupOf } from './groups.ts'
import { anchorsOf, slugOf, summaryOf } from './headings.ts'
import { llmsText } from './llms-text.ts'
import { sidebarOf } from './sidebar.ts'
import { siteMarkdown } from './site-markdown.ts'
import type { SourcePage } from './source-pages.ts'

const page = (markdown: string, more: Partial<SourcePage> = {}): SourcePage => ({
  source: 'docs/guide/a.md',
  target: 'guide/a.md',
  title: 'A',
  summary: '',
  group: 'Frontend developers',
  markdown,
  ...more,
})

test('links lead to pages of the site, and what is not on it is named by its path', () => {
  const targets = new Map([
    ['docs/security.md', 'security.md'],
    ['infra/README.md', 'operations.md'],
  ])
  const text =
    '[keys](../security.md#keys) [run](../../infra/README.md) [code](../../src/a.ts) [web](https://a.example) ![shop](../images/shop.png)'
  expect(siteMarkdown(page(text), targets)).toBe(
    '[keys](../security.md#keys) [run](../operations.md) code (`src/a.ts`) [web](https://a.example) ![shop](/images/shop.png)',
  )
})

test('links to the code of an example lead to it on the page of the examples', () => {
  const root = join(import.meta.dirname, '../../..')
  const file = 'packages/storefront-client/examples/html/shop.js'
  const link = page(`[code](../../${file})`)
  expect(siteMarkdown(link, new Map(exampleTargets(root)))).toBe('[code](../examples.md#htmlshopjs)')
  const code = exampleCode(root)
  expect(anchorsOf(code)).toContain('htmlshopjs')
  expect(code).toContain(readFileSync(join(root, file), 'utf8').trimEnd())
})

test('a request that can be run is wrapped with what it sends', () => {
  const markdown = siteMarkdown(page('```graphql run save="a=b"\n{ shop { name } }\n```'), new Map())
  expect(markdown).toMatch(
    /^<RunRequest query="%7B%20shop[^"]*" variables="" save="[^"]+">\n\n```graphql run/,
  )
  expect(markdown.endsWith('```\n\n</RunRequest>')).toBe(true)
})

test('finds links to files and headings that do not exist', () => {
  const root = mkdtempSync(join(tmpdir(), 'triclic-docs-'))
  mkdirSync(join(root, 'docs'))
  writeFileSync(join(root, 'docs/b.md'), '# Title\n\n## A `code` heading\n')
  const markdown = '[1](b.md#a-code-heading)\n[2](b.md#gone)\n`[3](none.md)` [4](none.md)'
  expect(deadLinks(root, 'docs/a.md', markdown)).toEqual([
    'docs/a.md:2: docs/b.md has no heading #gone',
    'docs/a.md:3: docs/none.md does not exist',
  ])
})

test('anchors are those of GitHub', () => {
  expect(slugOf('Query.order')).toBe('queryorder')
  expect(slugOf('Où sont les données ?')).toBe('où-sont-les-données-')
  expect([...anchorsOf('# A\n## B\n## B\n```\n# C\n```')]).toEqual(['a', 'b', 'b-1'])
})

test('a page joins a group by its folder, its name or its front matter, and else that of contributors', () => {
  expect(groupOf('recipes/new.md', '# New')).toBe('Recipes')
  expect(groupOf('webhooks.md', '# Webhooks')).toBe('Frontend developers')
  expect(groupOf('new.md', '# New')).toBe('Contributors')
  expect(groupOf('new.md', '---\ngroup: Operators\n---\n\n# New')).toBe('Operators')
  expect(() => groupOf('new.md', '---\ngroup: Nobody\n---\n\n# New')).toThrow('“Nobody”')
})

test('the navigation and llms.txt list each page', () => {
  const pages = [page('# A', { summary: 'What it is.' })]
  expect(sidebarOf(pages)).toEqual([
    { text: 'Frontend developers', collapsed: false, items: [{ text: 'A', link: '/guide/a' }] },
  ])
  expect(llmsText(pages)).toContain('- [A](/guide/a.md): What it is.\n')
})

test.each([
  [
    'that of its front matter',
    '---\ngroup: X\ndescription: What: it is.\n---\n\n# A\n\nText.',
    'What: it is.',
  ],
  [
    'its first sentence',
    '---\ngroup: X\n---\n\n# A\n\nThe [first](b.md) one. Two.\n\nSecond.',
    'The first one.',
  ],
  ['its first sentence after code', '# A\n\n```sh\nnpm start\n```\n\nText.', 'Text.'],
  [
    'that of a decision',
    '# 1. A\n\nDate: 2026\n\n## Context\n\nWhy.\n\n## Decision\n\n- We **do** it. So.',
    'We do it.',
  ],
])('the summary of a page is %s', (_what, markdown, summary) => {
  expect(summaryOf(markdown)).toBe(summary)
})

test('pages are in the order in which they are read', () => {
  const names = ['guide/errors-and-retries.md', 'guide/pay-by-card.md', 'guide/first-order.md', 'guide/a.md']
  expect(names.sort(compareTargets)).toEqual([
    'guide/first-order.md',
    'guide/pay-by-card.md',
    'guide/errors-and-retries.md',
    'guide/a.md',
  ])
  expect(groupOf('registered-documents.md', '')).toBe('Frontend developers')
})
