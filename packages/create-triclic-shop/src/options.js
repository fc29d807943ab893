import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** @typedef {'sveltekit' | 'html'} Template */
/**
 * @typedef {object} Options what a shop is created from; what is not known yet is undefined
 * @property {string} [folder] absolute
 * @property {Template} [template]
 * @property {string} [api] base URL without a slash at the end
 * @property {string} [key] the publishable key of the shop
 * @property {string} [secret] its secret, for a template with a server
 * @property {string} [client] folder, archive or npm specifier of the client of the API
 */

/** What can be corrected by whoever runs the command: shown as it is. */
export class UsageError extends Error {}

export const USAGE = `Usage: npm create triclic-shop <folder> -- [options]
  --template sveltekit|html   a server with SvelteKit, or static files without a build
  --api <url>                 of the API, such as http://localhost:4000
  --key <pk_…>                the publishable key of the shop
  --secret <sk_…>             its secret key (only for sveltekit, stays on the server)
  --client <folder or file>   of @triclic/storefront-client, instead of the published one`

/** @type {Template[]} */
export const TEMPLATES = ['sveltekit', 'html']

/** @typedef {Exclude<keyof Options, 'client'>} Question */

/** How each answer is read: the value, or null for one that is not possible. @type {Record<Question, (text: string) => string | null>} */
const READERS = {
  folder: (text) => (text ? resolve(text) : null),
  template: (text) => TEMPLATES.find((template) => template === text) ?? null,
  api: readApi,
  key: (text) => (/^pk_\S+$/.test(text) ? text : null),
  secret: (text) => (/^sk_\S+$/.test(text) ? text : null),
}

/** @type {Record<Question, string>} */
const EXPECTED = {
  folder: 'the name of a folder',
  template: TEMPLATES.join(' or '),
  api: 'a URL, such as http://localhost:4000',
  key: 'the publishable key, which begins with pk_',
  secret: 'the secret key, which begins with sk_',
}

/** @param {string} text */
function readApi(text) {
  if (!URL.canParse(text)) return null
  const { protocol, origin, pathname } = new URL(text)
  return protocol === 'https:' || protocol === 'http:'
    ? origin + pathname.replace(/\/(graphql\/?)?$/, '')
    : null
}

/** Reads one answer. @param {Question} question @param {string} text @throws {UsageError} */
export function readAnswer(question, text) {
  const value = READERS[question](text.trim())
  if (value === null)
    throw new UsageError(`${question}: ${EXPECTED[question]} is expected, and not “${text.trim()}”.`)
  return value
}

/** What is still to be asked. @param {Options} options @returns {Question[]} */
export function openQuestions(options) {
  const questions = /** @type {Question[]} */ (Object.keys(READERS))
  return questions.filter(
    (question) =>
      options[question] === undefined && (question !== 'secret' || options.template === 'sveltekit'),
  )
}

/** Reads the command line. @param {string[]} args @returns {Options & { help?: boolean }} @throws {UsageError} */
export function readOptions(args) {
  const { positionals, values } = parse(args)
  if (positionals.length > 1)
    throw new UsageError(`One folder is expected, and not ${positionals.length}.\n\n${USAGE}`)
  const { help, client, ...given } = values
  const answers = Object.entries({ folder: positionals[0], ...given }).flatMap(([question, text]) =>
    text === undefined ? [] : [[question, readAnswer(/** @type {Question} */ (question), String(text))]],
  )
  return { ...Object.fromEntries(answers), ...(client && { client }), ...(help && { help }) }
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        template: { type: 'string' },
        api: { type: 'string' },
        key: { type: 'string' },
        secret: { type: 'string' },
        client: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

/** The name of the package in a folder, as npm accepts it. @param {string} folder */
export function packageName(folder) {
  const name = basename(folder)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return name || 'shop'
}
