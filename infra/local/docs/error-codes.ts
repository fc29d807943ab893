import {
  DEVELOPER_NOTES,
  MERCHANT_ERROR_CODES,
  REQUEST_ERRORS,
  STOREFRONT_ERROR_CODES,
  USER_ERRORS,
  type DeveloperNote,
} from '../../../packages/error-codes/src/index.ts'
import { cell, generatedNotice, table } from './markdown.ts'

/** The page of the codes that the storefront API answers, and of requests that fail: why, what to do about them, and what they say to the user. */
export function errorCodesReference(): string {
  const storefront = STOREFRONT_ERROR_CODES.map((code) =>
    entry('###', code, DEVELOPER_NOTES[code], USER_ERRORS[code]),
  )
  const request = (Object.keys(REQUEST_ERRORS) as (keyof typeof REQUEST_ERRORS)[]).map((code) => {
    const error = REQUEST_ERRORS[code]
    return entry('###', code, DEVELOPER_NOTES[code], error, `HTTP status ${error.status}.`)
  })
  return `# Error codes

${generatedNotice('packages/error-codes/src')}

What the storefront API answers when something goes wrong. The merchant API answers some of these codes too, and
[many of its own](merchant-error-codes.md).

## User errors

Something that the user can correct: an entry of \`userErrors\`, with HTTP status 200. \`message\` is one of these sentences, in the language of
the request (\`accept-language\`), and \`field\` is the path into the input.

${storefront.join('\n\n')}

## Request errors

Of both APIs: something that the client's user cannot correct: a top-level error, with the code in \`extensions.code\`. The HTTP status applies when
nothing of the request succeeded; its \`message\` is for developers, the sentences below are for the client's own screens. Any other failure is
\`INTERNAL_SERVER_ERROR\`.

${request.join('\n\n')}
`
}

/** The page of the codes that only the merchant API answers. */
export function merchantErrorCodesReference(): string {
  const storefront: readonly string[] = STOREFRONT_ERROR_CODES
  const codes = MERCHANT_ERROR_CODES.filter((code) => !storefront.includes(code))
  const shared = MERCHANT_ERROR_CODES.filter((code) => storefront.includes(code))
  const links = shared.map((code) => `[${code}](error-codes.md#${code.toLowerCase()})`)
  return `# Error codes of the merchant API

${generatedNotice('packages/error-codes/src')}

What only the merchant API answers in \`userErrors\`: something that the member can correct, with HTTP status 200. \`message\` is the sentence
in the language of the request, which some answers make more precise; \`field\` is the path into the input. More codes may be added.

The codes that it shares with the storefront API: ${links.join(', ')}. Requests that fail as a whole, such as UNAUTHENTICATED and
FORBIDDEN: [request errors](error-codes.md#request-errors).

${codes.map((code) => entry('##', code, DEVELOPER_NOTES[code], USER_ERRORS[code])).join('\n\n')}
`
}

/** The section of one code. */
function entry(
  heading: string,
  code: string,
  note: DeveloperNote,
  text: { en: string; fr: string },
  status = '',
): string {
  const rows = [
    ['Cause', cell(`${status} ${note.cause}`)],
    ['Remedy', cell(note.remedy)],
    ['English', cell(text.en)],
    ['French', cell(text.fr)],
  ]
  return `${heading} ${code}\n\n${table(['', ''], rows)}`
}
