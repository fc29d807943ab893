import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql'
import { merchantSchema, storefrontSchema } from '../app/schema.ts'
import { declarationOf } from '../kernel/entry-point.ts'

const textOf = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`

/** Who may call each root field, as it declares with @EntryPoint. */
function accessOf(schema: GraphQLSchema): string {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => [
      `${type?.name}.${field.name}`,
      declarationOf(field)?.access,
    ]),
  )
  return `${JSON.stringify(Object.fromEntries(fields.sort()), null, 2)}\n`
}

// Writes schema/*. With --check, fails when a committed file is stale.
const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../../schema/' : '../../schema/',
  import.meta.url,
)
const checkOnly = process.argv.includes('--check')
for (const [name, text] of [
  ['storefront.graphql', textOf(storefrontSchema())],
  ['merchant.graphql', textOf(merchantSchema())],
  ['merchant-access.json', accessOf(merchantSchema())],
] as const) {
  const file = new URL(name, folder)
  if (!checkOnly) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`schema/${name} is stale: run npm run generate\n`)
    process.exitCode = 1
  }
}
