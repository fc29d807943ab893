import {
  DEVELOPER_NOTES,
  REQUEST_ERRORS,
  STOREFRONT_ERROR_CODES,
  USER_ERRORS,
  type DeveloperNote,
} from '../../../packages/error-codes/src/index.ts'
import { cell, generatedNotice, table } from './markdown.ts'

/** The page of all error codes: why they are answered, what a frontend does about them, and what they say to the user. */
export function errorCodesReference(): string {
  const storefront = STOREFRONT_ERROR_CODES.map((code) =>
    entry(code, DEVELOPER_NOTES[code], USER_ERRORS[code]),
  )
  const merchant = Object.entries(USER_ERRORS)
    .filter(([, { audience }]) => !audience.some((api) => api === 'storefront'))
    .map(([code, { en, fr }]) => [`\`${code}\``, cell(en), cell(fr)])
  const request = (Object.keys(REQUEST_ERRORS) as (keyof typeof REQUEST_ERRORS)[]).map((code) => {
    const error = REQUEST_ERRORS[code]
    return entry(code, DEVELOPER_NOTES[code], error, `HTTP status ${error.status}.`)
  })
  return `# Error codes

${generatedNotice('packages/error-codes/src')}

## User errors

Something that the user can correct: an entry of \`userErrors\`, with HTTP status 200. \`message\` is one of these sentences, in the language of
the request (\`accept-language\`), and \`field\` is the path into the input. Codes of the storefront API can be
answers of the merchant API too.

### Of the storefront API

${storefront.join('\n\n')}

### Of the merchant API only

${table(['Code', 'English', 'French'], merchant)}

## Request errors

Something that the client's user cannot correct: a top-level error, with the code in \`extensions.code\`. The HTTP status applies when nothing of the
request succeeded; its \`message\` is for developers, the sentences below are for the client's own screens. Any other failure is
\`INTERNAL_SERVER_ERROR\`.

${request.join('\n\n')}
`
}

/** The section of one code. */
function entry(code: string, note: DeveloperNote, text: { en: string; fr: string }, status = ''): string {
  const rows = [
    ['Cause', cell(`${status} ${note.cause}`)],
    ['Remedy', cell(note.remedy)],
    ['English', cell(text.en)],
    ['French', cell(text.fr)],
  ]
  return `#### ${code}\n\n${table(['', ''], rows)}`
}
