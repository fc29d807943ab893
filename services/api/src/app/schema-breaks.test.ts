import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { schemaBreakProblems, type ApiName, type DeliberateBreak } from './schema-breaks.ts'

const RELEASED = buildSchema(`
  type Query { shop(slug: String): Shop }
  type Shop { name: String! title: String @deprecated(reason: "Use name.") kind: Kind }
  enum Kind { SMALL LARGE @deprecated(reason: "All shops are small.") }
`)
const TITLE_REMOVED = 'Shop.title was removed.'

const problemsOf = (current: string, breaks: Partial<DeliberateBreak>[] = [], api: ApiName = 'storefront') =>
  schemaBreakProblems(
    api,
    { released: RELEASED, current: buildSchema(current) },
    breaks.map((entry) => ({
      api,
      change: TITLE_REMOVED,
      deprecatedSince: '2026-01-01',
      brokenOn: '2026-07-01',
      reason: 'It was the name.',
      ...entry,
    })),
  )
const schema = ({
  shop = 'name: String! title: String kind: Kind',
  values = 'SMALL LARGE',
  args = 'slug: String',
}) => `type Query { shop(${args}): Shop } type Shop { ${shop} } enum Kind { ${values} }`
const WITHOUT_TITLE = schema({ shop: 'name: String! kind: Kind' })

test('additions are no break', () => {
  expect(
    problemsOf(
      schema({ shop: 'name: String! title: String kind: Kind city: String', args: 'slug: String, id: ID' }),
    ),
  ).toEqual([])
})

test.each([
  ['a field that was removed', WITHOUT_TITLE, TITLE_REMOVED],
  [
    'a field that may be null now',
    schema({ shop: 'name: String title: String kind: Kind' }),
    'Shop.name changed type from String! to String.',
  ],
  ['a value that was removed', schema({ values: 'SMALL' }), 'LARGE was removed from enum type Kind.'],
  [
    'an argument that is required now',
    schema({ args: 'slug: String!' }),
    'Query.shop arg slug has changed type from String to String!.',
  ],
])('%s breaks clients', (_what, current, change) => {
  expect(problemsOf(current)).toEqual([`storefront: ${change} it breaks clients of the released schema`])
})

test('a deliberate break is allowed after it was deprecated long enough', () => {
  expect(problemsOf(WITHOUT_TITLE, [{}])).toEqual([])
  expect(problemsOf(WITHOUT_TITLE, [{ brokenOn: '2026-02-15' }], 'merchant')).toEqual([])
  const change = 'LARGE was removed from enum type Kind.'
  expect(problemsOf(schema({ values: 'SMALL' }), [{ change }])).toEqual([])
})

test.each([
  ['too early', { brokenOn: '2026-06-29' }, 'has to be deprecated for 180 days before it may go'],
  ['with a day that is none', { brokenOn: 'soon' }, 'has to be deprecated for 180 days before it may go'],
  ['without a reason', { reason: ' ' }, 'has no reason in breaks.json'],
])('a deliberate break %s is refused', (_how, entry, problem) => {
  expect(problemsOf(WITHOUT_TITLE, [entry])).toEqual([`storefront: ${TITLE_REMOVED} ${problem}`])
})

test('a field that no client could see going is not removed', () => {
  const change = 'Shop.kind was removed.'
  expect(problemsOf(schema({ shop: 'name: String! title: String' }), [{ change }])).toContain(
    `storefront: ${change} is not marked as deprecated in the released schema`,
  )
})

test('an entry for a change that nobody made is refused, and one of the other API counts for nothing', () => {
  expect(problemsOf(schema({}), [{}])).toEqual([
    `storefront: ${TITLE_REMOVED} is in breaks.json, but no such change was made`,
  ])
  expect(problemsOf(WITHOUT_TITLE, [{ api: 'merchant' }])).toHaveLength(1)
})
