import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { preset } from '@graphql-codegen/client-preset'
import { codegen } from '@graphql-codegen/core'
import { buildASTSchema, parse } from 'graphql'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'triclic-codegen-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const DOCUMENT =
  'query Product($slug: String!) { product(slug: $slug) { name variants { price { amount } } } }'

/** Generates what the preset of GraphQL Code Generator makes for a client, in the mode in which documents are texts. */
async function generate(): Promise<void> {
  const schema = parse(readFileSync(join(root, 'services/api/schema/storefront.graphql'), 'utf8'))
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: 'gql/',
    schema,
    schemaAst: buildASTSchema(schema),
    documents: [{ location: 'page.ts', document: parse(DOCUMENT), rawSDL: DOCUMENT }],
    config: { documentMode: 'string', useTypeImports: true },
    presetConfig: { fragmentMasking: false },
    plugins: [],
    pluginMap: {},
    pluginContext: {},
  })
  for (const section of sections) {
    const file = join(folder, section.filename)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await codegen(section))
  }
}

/** What the compiler says about a page that uses the client with generated documents. */
function problemsOf(page: string): string[] {
  const file = join(folder, 'page.ts')
  writeFileSync(file, page)
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    paths: {
      '@triclic/storefront-client': [join(root, 'packages/storefront-client/src/index.ts')],
      '@graphql-typed-document-node/core': [
        join(root, 'node_modules/@graphql-typed-document-node/core/typings/index.d.ts'),
      ],
    },
  })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

const page = (use: string) => `
  import { createClient } from '@triclic/storefront-client'
  import { ProductDocument } from './gql/graphql'
  const client = createClient({ url: '', shopKey: '' })
  ${use}`

test('texts of GraphQL Code Generator type the client’s results and variables', async () => {
  await generate()
  const use =
    "export const name: string | undefined = (await client.request(ProductDocument, { slug: 'a' })).product?.name"
  expect(problemsOf(page(use))).toEqual([])
  expect(problemsOf(page("await client.request(ProductDocument, { slg: 'a' })"))).toEqual([
    expect.stringContaining('slg') as string,
  ])
})
