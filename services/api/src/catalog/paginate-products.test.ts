import 'reflect-metadata'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogOf } from '../../test/catalog.ts'
import { paginateProducts } from './paginate-products.ts'

const size = fc.option(fc.integer({ min: 0, max: 12 }), { nil: null })

test('pages in both directions are those of an array, also by cursors of products that are gone', async () => {
  const products = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 30 }).map((id) => `p${String(id).padStart(2, '0')}`),
      name: fc.constantFrom('A', 'B', 'C', 'D'),
      isGone: fc.boolean(),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
  )
  const position = fc.option(fc.nat(11), { nil: null })
  await fc.assert(
    fc.asyncProperty(products, size, size, position, position, async (facts, first, last, from, to) => {
      const variants = [{ price: 1, available: 1 }]
      const whole = await catalogOf(
        facts.map((each) => ({ ...each, variants })),
        {},
      )
      const left = facts.filter(({ isGone }) => !isGone)
      const { sorted } = await catalogOf(
        left.map((each) => ({ ...each, variants })),
        {},
      )
      const all = whole.sorted.NAME.products.map(({ id }) => id)
      const current = sorted.NAME.products.map(({ id }) => id)

      const [fromIndex, toIndex] = [from, to].map((at) => (at === null ? null : at % all.length))
      const cursors = paginateProducts(whole.sorted.NAME, { first: 100 }).edges.map(({ cursor }) => cursor)
      const page = paginateProducts(sorted.NAME, {
        ...{ first, last },
        after: fromIndex == null ? null : cursors[fromIndex],
        before: toIndex == null ? null : cursors[toIndex],
      })

      const between = all
        .slice((fromIndex ?? -1) + 1, toIndex ?? all.length)
        .filter((id) => current.includes(id))
      const expected =
        last === null ? between.slice(0, first ?? 20) : between.slice(Math.max(0, between.length - last))
      expect(page.nodes.map(({ id }) => id)).toEqual(expected)
      expect(page.totalCount).toBe(current.length)
      if (expected.length === 0) return
      const start = current.indexOf(expected[0] as string)
      expect(page.pageInfo).toMatchObject({
        hasPreviousPage: start > 0,
        hasNextPage: start + expected.length < current.length,
        startCursor: cursors[all.indexOf(expected[0] as string)],
        endCursor: cursors[all.indexOf(expected.at(-1) as string)],
      })
    }),
    { numRuns: 300 },
  )
}, 60_000)
