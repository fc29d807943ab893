import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import {
  MERCHANT_ERROR_CODES,
  REQUEST_ERRORS,
  STOREFRONT_ERROR_CODES,
} from '../../../packages/error-codes/src/index.ts'
import { root } from '../paths.ts'
import { operationsOf, referenceSections, typesOf } from './graphql-reference.ts'
import { generatedNotice, table } from './markdown.ts'
import { AREAS, areaOfRoot, areasOfTypes, type Area } from './merchant-areas.ts'

const read = (name: string) => readFileSync(join(root, 'services/api/schema', name), 'utf8')
const NOTICE = generatedNotice('services/api/schema/merchant.graphql')
const folder = 'docs/reference/merchant-api'
/** The areas, in the order of their pages. */
const areas = Object.keys(AREAS) as Area[]

const fileOf = (area: Area | null): string => (area ? `merchant-api/${area}.md` : 'merchant-api.md')
const titleOf = (area: Area): string => `Merchant API: ${area}`

/** The pages of the reference of the merchant API: one for each area, and before them one that leads to all root fields. */
export const merchantReferencePages = [
  { file: `${folder}.md`, generate: () => indexPage() },
  ...areas.map((area) => ({ file: `${folder}/${area}.md`, generate: () => areaPage(area) })),
]

/** What all pages are made from. */
function readReference() {
  const schema = buildSchema(read('merchant.graphql'))
  const access = JSON.parse(read('merchant-access.json')) as Record<string, string>
  const accessOf = (operation: string) => access[operation] ?? 'member'
  const types = areasOfTypes(schema, accessOf)
  const operations = operationsOf(schema).map(([parent, field]) => ({
    parent,
    field,
    area: areaOfRoot(field.name, accessOf(`${parent}.${field.name}`)),
  }))
  /** What a page with these root fields and types has of the schema. @param toReference from the page to docs/reference */
  const sectionsOf = (area: Area | null, toReference: string) =>
    referenceSections({
      operations: operations
        .filter((each) => each.area === area)
        .map(({ parent, field }) => [parent, field] as const),
      types: typesOf(schema).filter(({ name }) => (types.get(name) ?? null) === area),
      hrefOf: (name) => `${pathTo(types.get(name) ?? null, area, toReference)}#${name.toLowerCase()}`,
      noteOf: (operation) => whoMayCall(accessOf(operation), toReference),
      toMarkdown: (text) => withLinkedCodes(text, toReference),
      elsewhere: {
        MerchantUserErrorCode: `Each with its cause and remedy: [error codes of the merchant API](${toReference}merchant-error-codes.md).`,
      },
    })
  return { operations, sectionsOf }
}

/** From the page of an area to that of another. */
function pathTo(page: Area | null, area: Area | null, toReference: string): string {
  if (page === area) return ''
  return page && area ? `${page}.md` : toReference + fileOf(page)
}

function whoMayCall(access: string, toReference: string): string {
  if (access === 'anyone') return 'For everybody.'
  if (access === 'member') return 'For every signed-in member.'
  const permission = access.replace('.', '_').toUpperCase()
  return `Needs the permission [${permission}](${toReference}permissions.md).`
}

const storefrontCodes = new Set<string>([...STOREFRONT_ERROR_CODES, ...Object.keys(REQUEST_ERRORS)])
const merchantCodes = new Set<string>(MERCHANT_ERROR_CODES)

/** Error codes that are not in backticks lead to their sections. */
const withLinkedCodes = (text: string, toReference: string): string =>
  text.replace(/`[^`]*`|\b[A-Z][A-Z_]+[A-Z]\b/g, (found) => {
    if (storefrontCodes.has(found)) return `[${found}](${toReference}error-codes.md#${found.toLowerCase()})`
    return merchantCodes.has(found)
      ? `[${found}](${toReference}merchant-error-codes.md#${found.toLowerCase()})`
      : found
  })

function areaPage(area: Area): string {
  const { sectionsOf } = readReference()
  const others = areas.filter((each) => each !== area).map((each) => `[${each}](${each}.md)`)
  return `# ${titleOf(area)}

${NOTICE}

${AREAS[area]} How to send requests, and types that all pages share: [merchant API](../merchant-api.md). Other
pages: ${others.join(', ')}.

${sectionsOf(area, '../')}
`
}

function indexPage(): string {
  const { operations, sectionsOf } = readReference()
  const pages = areas.map((area) => `- [${area}](${fileOf(area)}): ${AREAS[area]}`)
  const rows = operations
    .map(({ parent, field, area }) => [`${parent}.${field.name}`, area] as const)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, area]) => [`[\`${name}\`](${fileOf(area)}#${name.replace('.', '').toLowerCase()})`, area])
  return `# Merchant API

${NOTICE}

The GraphQL API behind the portal, for programs of a merchant too: \`POST /merchant/graphql\`.

| Header | Value |
| --- | --- |
| \`authorization\` | \`Bearer\` and the token of \`signIn\`. |
| \`x-shop\` | The slug of the shop, of \`viewer.memberships\`; not needed for the own account. |
| \`accept-language\` | \`en\` or \`fr\`: of messages, labels and timelines. |

\`\`\`graphql merchant
query PaidOrders($after: String) {
  orders(first: 50, after: $after, filter: { status: [PAID] }) {
    nodes { code placedAt total { amount currency } }
    pageInfo { hasNextPage endCursor }
  }
}
\`\`\`

A mutation returns what it changed, and \`userErrors\`: what the member can correct, with [a code](merchant-error-codes.md) for programs and a
sentence for people. Then nothing was changed. [Requests that fail as a whole](error-codes.md#request-errors) have top-level \`errors\`. Amounts are
integers in minor units, times are UTC. Who may call what: [permissions](permissions.md).

## Pages

${pages.join('\n')}

${sectionsOf(null, '')}

## All root fields

${table(['Field', 'Page'], rows)}
`
}
