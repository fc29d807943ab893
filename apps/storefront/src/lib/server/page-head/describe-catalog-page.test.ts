import { expect, test } from 'vitest'
import { parseCatalogQuery } from '#lib/catalog/catalog-query.ts'
import { isIndexed } from './describe-catalog-page.ts'
import { summaryOf, textOfHtml } from './page-head.ts'

test.each([
  ['', true],
  ['collection=lamps', true],
  ['collection=lamps&after=a&after=b', true],
  ['collection=lamps&utm_source=letter&gclid=1', true],
  ['search=lamp', false],
  ['sort=PRICE_ASC', false],
  ['collection=lamps&price=10', false],
])('the list with “%s” is indexed: %s', (parameters, expected) => {
  const search = new URLSearchParams(parameters)
  expect(isIndexed(search, parseCatalogQuery(search))).toBe(expected)
})

test('a long description ends between words', () => {
  const summary = summaryOf(`${'mot '.repeat(60)}`)
  expect(summary).toHaveLength(160)
  expect(summary.endsWith('mot…')).toBe(true)
  expect(summaryOf('  Two\nlines ')).toBe('Two lines')
})

test('the text of formatted descriptions', () => {
  expect(textOfHtml('<p>Bread &amp; cheese</p><ul><li>5&nbsp;€</li><li>&lt;b&gt;</li></ul>')).toBe(
    'Bread & cheese 5 € <b>',
  )
})
