/**
 * `npm run test:relay`: compiles documents with Relay's compiler and the schema of the storefront API, registers the texts of its file,
 * and asks for them by their keys, as a frontend made with Relay does. The last line is `N passed, N failed`.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../infra/local/paths.ts'
import { describeError } from '../../infra/local/user-facing-error.ts'
import { startEnvironment } from '../contract/environment.ts'

/** Not in the lockfile: with 118 MB, for four operating systems, it is installed for this command alone. */
const VERSION = '21.0.1'
const folder = join(root, '.local/relay')

/** A fragment, the query of a page with it, and a mutation. */
const SOURCE = `
graphql\`fragment page_product on Product { id slug name }\`
graphql\`query pageProductsQuery($first: Int!) { shop { name } products(first: $first) { nodes { ...page_product variants { id } } } }\`
graphql\`mutation pageAddMutation($variantId: ID!) { addToCart(variantId: $variantId) { cart { totalQuantity } userErrors { code } } }\`
`

let passed = 0
let failed = 0
function check(name: string, isTrue: boolean, details: unknown = ''): void {
  if (isTrue) passed++
  else failed++
  process.stdout.write(`${isTrue ? 'passed' : 'FAILED'}: ${name} ${isTrue ? '' : JSON.stringify(details)}\n`)
}

async function install(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const dependencies = { 'relay-compiler': VERSION }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']
  await promisify(execFile)('npm', ['install', ...flags], { cwd: folder })
}

/** Compiles the documents. Returns the texts by their keys. */
async function compile(): Promise<Record<string, string>> {
  rmSync(join(folder, 'src'), { recursive: true, force: true })
  mkdirSync(join(folder, 'src/__generated__'), { recursive: true })
  cpSync(join(root, 'services/api/schema/storefront.graphql'), join(folder, 'schema.graphql'))
  writeFileSync(join(folder, 'src/page.js'), SOURCE)
  writeFileSync(join(folder, 'persisted.json'), '{}')
  const config = {
    src: 'src',
    schema: 'schema.graphql',
    language: 'javascript',
    artifactDirectory: 'src/__generated__',
    persistConfig: { file: 'persisted.json', algorithm: 'SHA256' },
  }
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config))
  const compiler = join(folder, 'node_modules/relay-compiler/cli.js')
  await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder })
  return JSON.parse(readFileSync(join(folder, 'persisted.json'), 'utf8')) as Record<string, string>
}

async function checkDocuments(texts: Record<string, string>): Promise<void> {
  const environment = await startEnvironment(['api'])
  try {
    const { run } = environment
    const [shop] = run.shops
    const headers = { 'content-type': 'application/json', 'x-shop-key': shop?.key ?? '' }
    const post = async (path: string, body: object, more: Record<string, string> = {}): Promise<unknown> =>
      (
        await fetch(`${run.api}${path}`, {
          method: 'POST',
          headers: { ...headers, ...more },
          body: JSON.stringify(body),
        })
      ).json()
    const registered = (await post(
      '/graphql/documents',
      { documents: Object.values(texts) },
      { 'x-shop-secret': shop?.secret ?? '' },
    )) as { isRegistered: boolean; documents: { id: string }[] }
    check('the texts of the compiler are valid', registered.isRegistered, registered)
    const ids = registered.documents.map(({ id }) => id)
    check(
      'its keys are the ids of the documents',
      Object.keys(texts).every((key) => ids.includes(key)),
      ids,
    )

    const keyOf = (operation: string) => Object.keys(texts).find((key) => texts[key]?.includes(operation))
    const page = (await post('/graphql', {
      documentId: keyOf('pageProductsQuery'),
      variables: { first: 2 },
    })) as { data?: { products: { nodes: { slug?: string; variants: { id: string }[] }[] } } }
    const nodes = page.data?.products.nodes ?? []
    check('a query is answered by its key, with its fragment', nodes.length === 2 && !!nodes[0]?.slug, page)
    const added = (await post('/graphql', {
      documentId: keyOf('pageAddMutation'),
      variables: { variantId: nodes[0]?.variants[0]?.id },
    })) as { data?: { addToCart: { cart: { totalQuantity: number } | null } } }
    check('a mutation too', added.data?.addToCart.cart?.totalQuantity === 1, added)
  } finally {
    await environment.stop()
  }
}

try {
  await install()
  const texts = await compile()
  check('the compiler accepts the schema and the documents', Object.keys(texts).length === 2, texts)
  await checkDocuments(texts)
} catch (error) {
  check('runs to its end', false, describeError(error))
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
