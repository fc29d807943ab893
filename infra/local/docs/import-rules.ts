import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import rules from '../../../import-rules.cjs'
import { root } from '../paths.ts'
import { table } from './markdown.ts'

const START = '<!-- import-rules:start -->'
const END = '<!-- import-rules:end -->'

/** The content of docs/architecture.md with the table of import rules generated from import-rules.cjs. */
export async function architectureWithImportRules(): Promise<string> {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const [before = '', rest = ''] = page.split(START)
  const [, after = ''] = rest.split(END)
  return format(`${before}${START}\n\n${importRules()}\n\n${END}${after}`, {
    ...(await resolveConfig(join(root, '.prettierrc.json'))),
    parser: 'markdown',
  })
}

function importRules(): string {
  const folders = Object.entries(rules.folders).map(([folder, { may, holds }]) => [
    `\`${folder}\``,
    may.includes('*') ? 'everything' : may.map((name) => `\`${name}\``).join(', ') || 'nothing',
    holds,
  ])
  const exceptions = rules.exceptions.map(({ from, to, why }) => `- \`${from}\` imports \`${to}\`. ${why}`)
  return `${table(['Folder', 'May import', 'Contents'], folders)}\n\nExceptions:\n\n${exceptions.join('\n')}`
}
