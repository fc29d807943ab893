/** Generates src/operations.ts from the documents of the client. With --check, writes nothing and fails if it is stale. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import { format, resolveConfig } from 'prettier'
import { operationSource } from './operation-source.ts'

const folder = join(import.meta.dirname, '..')
const schema = buildSchema(readFileSync(join(folder, '../../services/api/schema/storefront.graphql'), 'utf8'))
const texts = readdirSync(join(folder, 'operations'))
  .sort()
  .map((name) => readFileSync(join(folder, 'operations', name), 'utf8'))
const document = parse(texts.join('\n'))
const problems = validate(schema, document)
if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))

const target = join(folder, 'src/operations.ts')
const source = await format(operationSource(schema, document), {
  ...(await resolveConfig(target)),
  filepath: target,
})
if (!process.argv.includes('--check')) writeFileSync(target, source)
else if (readFileSync(target, 'utf8') !== source) {
  process.stderr.write('packages/storefront-client/src/operations.ts is stale: run npm run generate\n')
  process.exitCode = 1
}
