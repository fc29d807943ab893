import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { merchantSchema, storefrontSchema } from '../app/schema.ts'

// Writes schema/*.graphql. With --check, fails when a committed file is stale.
const folder = new URL(
  import.meta.url.includes('/dist/') ? '../../../schema/' : '../../schema/',
  import.meta.url,
)
const checkOnly = process.argv.includes('--check')
for (const [name, schema] of [
  ['storefront', storefrontSchema()],
  ['merchant', merchantSchema()],
] as const) {
  const file = new URL(`${name}.graphql`, folder)
  const text = `${printSchema(lexicographicSortSchema(schema))}\n`
  if (!checkOnly) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`schema/${name}.graphql is stale: run npm run generate\n`)
    process.exitCode = 1
  }
}
