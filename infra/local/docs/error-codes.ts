import { REQUEST_ERRORS, USER_ERRORS } from '../../../packages/error-codes/src/index.ts'
import { cell, generatedNotice, table } from './markdown.ts'

/** The page of all error codes: who can get them, and what they say. */
export function errorCodesReference(): string {
  const user = Object.entries(USER_ERRORS).map(([code, { audience, en, fr }]) => [
    `\`${code}\``,
    audience.join(', '),
    cell(en),
    cell(fr),
  ])
  const request = Object.entries(REQUEST_ERRORS).map(([code, { status, en, fr }]) => [
    `\`${code}\``,
    String(status),
    cell(en),
    cell(fr),
  ])
  return `# Error codes

${generatedNotice('packages/error-codes/src')}

## User errors

Something that the user can correct: an entry of \`userErrors\`, with HTTP status 200. \`message\` is one of these sentences, in the language of
the request (\`accept-language\`), and \`field\` is the path into the input. The storefront API returns the codes for \`storefront\`, the
merchant API those for \`merchant\`.

${table(['Code', 'API', 'English', 'French'], user)}

## Request errors

Something that the client's user cannot correct: a top-level error, with the code in \`extensions.code\`. The HTTP status applies when nothing of the
request succeeded; its \`message\` is for developers, the sentences below are for the client's own screens. Any other failure is
\`INTERNAL_SERVER_ERROR\`.

${table(['Code', 'Status', 'English', 'French'], request)}
`
}
