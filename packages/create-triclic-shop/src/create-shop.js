import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageName, UsageError } from './options.js'
import { copyClientModules, localClient, packClient } from './pack-client.js'

const TEMPLATES = join(import.meta.dirname, '../templates')

/** Where each template has what both share: texts, styles, formats. */
const SHARED = { sveltekit: 'src/lib', html: 'lib' }

/**
 * Creates the website of a shop in a new or empty folder.
 * @param {Required<Omit<import('./options.js').Options, 'client' | 'secret'>> & { client?: string, secret?: string }} options
 * @throws {UsageError} for a folder that is not empty
 */
export function createShop({ folder, template, api, key, secret = '', client }) {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name !== '.git') : []
  if (found.length > 0)
    throw new UsageError(`The folder ${folder} is not empty: it has ${found.slice(0, 3).join(', ')}.`)
  cpSync(join(TEMPLATES, template), folder, { recursive: true })
  cpSync(join(TEMPLATES, 'shared'), join(folder, SHARED[template]), { recursive: true })
  // npm leaves files of the other name out of packages.
  renameSync(join(folder, '_gitignore'), join(folder, '.gitignore'))
  const settings = { name: packageName(folder), api, key, secret, client: client ?? localClient() }
  if (template === 'html') finishHtml(folder, settings)
  else finishSvelteKit(folder, settings)
}

/** @typedef {{ name: string, api: string, key: string, secret: string, client: string | null }} Settings */

/** @param {string} folder @param {Settings} settings */
function finishSvelteKit(folder, { name, api, key, secret, client }) {
  writeFileSync(join(folder, '.env'), `API_URL=${api}\nSHOP_KEY=${key}\nSHOP_SECRET=${secret}\n`, {
    mode: 0o600,
  })
  changePackage(folder, (content) => {
    content.name = name
    if (client)
      content.dependencies['@triclic/storefront-client'] =
        `file:vendor/${packClient(client, join(folder, 'vendor'))}`
  })
}

/** @param {string} folder @param {Settings} settings */
function finishHtml(folder, { name, api, key, client }) {
  changePackage(folder, (content) => (content.name = name))
  const values = { API_ORIGIN: new URL(api).origin, API_URL: api, SHOP_KEY: key }
  for (const file of ['index.html', 'config.js']) {
    const path = join(folder, file)
    const text = Object.entries(values).reduce(
      (before, [word, value]) => before.replaceAll(`%${word}%`, value),
      readFileSync(path, 'utf8'),
    )
    writeFileSync(path, text)
  }
  copyClientModules(client, join(folder, 'storefront-client'))
}

/** @param {string} folder @param {(content: { name: string, dependencies: Record<string, string> }) => void} change */
function changePackage(folder, change) {
  const path = join(folder, 'package.json')
  const content = JSON.parse(readFileSync(path, 'utf8'))
  change(content)
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`)
}
