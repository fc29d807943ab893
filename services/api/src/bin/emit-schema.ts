import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { buildSchema, lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql'
import { merchantSchema, storefrontSchema, webhookSchema } from '../app/schema.ts'
import { schemaBreakProblems, type DeliberateBreak } from '../app/schema-breaks.ts'
import { declarationOf, isOpenToKeys } from '../kernel/entry-point.ts'

const textOf = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`

/** Who may call each root field, as it declares with @EntryPoint. */
const accessOf = (schema: GraphQLSchema): string =>
  toJson(Object.fromEntries(declarations(schema).map(([name, declared]) => [name, declared?.access])))

/** The root fields that API keys may call. */
const openToKeys = (schema: GraphQLSchema): string =>
  toJson(
    declarations(schema).flatMap(([name, declared]) => (declared && isOpenToKeys(declared) ? [name] : [])),
  )

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** What each root field declares, by name. */
const declarations = (schema: GraphQLSchema) =>
  [schema.getQueryType(), schema.getMutationType()]
    .flatMap((type) =>
      Object.values(type?.getFields() ?? {}).map(
        (field) => [`${type?.name}.${field.name}`, declarationOf(field)] as const,
      ),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))

// Writes schema/*. With --check, fails when a committed file is stale, or when a change breaks clients of the released schemas.
// With --release, the current schemas become the released ones.
const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../../schema/' : '../../schema/',
  import.meta.url,
)
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const fail = (problem: string): void => {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}

const schemas = { storefront: storefrontSchema(), merchant: merchantSchema() }
const checkOnly = process.argv.includes('--check')
for (const [name, text] of [
  ['storefront.graphql', textOf(schemas.storefront)],
  ['merchant.graphql', textOf(schemas.merchant)],
  ['webhook.graphql', textOf(webhookSchema)],
  ['merchant-access.json', accessOf(schemas.merchant)],
  ['merchant-api-keys.json', openToKeys(schemas.merchant)],
] as const) {
  if (!checkOnly) writeFileSync(new URL(name, folder), text)
  else if (read(name) !== text) fail(`schema/${name} is stale: run npm run generate`)
}

if (process.argv.includes('--release')) {
  for (const api of ['storefront', 'merchant'])
    copyFileSync(new URL(`${api}.graphql`, folder), new URL(`released/${api}.graphql`, folder))
  writeFileSync(new URL('released/breaks.json', folder), '[]\n')
}

if (checkOnly) {
  const breaks = JSON.parse(read('released/breaks.json')) as DeliberateBreak[]
  for (const api of ['storefront', 'merchant'] as const) {
    const released = buildSchema(read(`released/${api}.graphql`))
    for (const problem of schemaBreakProblems(api, { released, current: schemas[api] }, breaks))
      fail(`${problem} (docs/schema-changes.md)`)
  }
}
