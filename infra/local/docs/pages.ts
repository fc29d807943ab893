import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.ts'
import { clientOperations } from './client-operations.ts'
import { dashboardPages } from '../monitoring/dashboards.ts'
import { errorCodesReference, merchantErrorCodesReference } from './error-codes.ts'
import { graphqlReference } from './graphql-reference.ts'
import { architectureWithImportRules } from './import-rules.ts'
import { merchantReferencePages } from './merchant-reference.ts'
import { permissionsReference } from './permissions.ts'
import { withQuotes } from './quotes.ts'
import { envExample, settingsReference } from './settings-reference.ts'

/** A generated file: `file` is relative to the checkout. */
export interface Page {
  file: string
  generate: () => string | Promise<string>
}

const schema = (name: string) => readFileSync(join(root, `services/api/schema/${name}.graphql`), 'utf8')

/**
 * Every generated file. `npm run generate` writes them and `npm run check` fails when one is stale. To add a page, add its
 * generator here, and the files that it reads to the inputs of `check:docs` in turbo.json.
 */
export const pages: Page[] = [
  {
    file: 'docs/reference/storefront-api.md',
    generate: () =>
      graphqlReference({
        title: 'Storefront API',
        introduction:
          'The GraphQL API for the frontend of a shop: `POST /graphql` with the header `x-shop-key`. Keep the `x-visitor-id` of the first response and send it with every later request.',
        source: 'services/api/schema/storefront.graphql',
        sdl: schema('storefront'),
      }),
  },
  ...merchantReferencePages,
  {
    file: 'docs/reference/client-operations.md',
    generate: () =>
      clientOperations(join(root, 'packages/storefront-client/operations'), schema('storefront')),
  },
  { file: 'docs/reference/error-codes.md', generate: errorCodesReference },
  { file: 'docs/reference/merchant-error-codes.md', generate: merchantErrorCodesReference },
  { file: 'docs/reference/permissions.md', generate: permissionsReference },
  { file: 'docs/architecture.md', generate: architectureWithImportRules },
  { file: 'docs/create-a-shop.md', generate: () => withQuotes('docs/create-a-shop.md') },
  { file: 'docs/reference/settings.md', generate: settingsReference },
  { file: '.env.example', generate: envExample },
  ...dashboardPages,
]
