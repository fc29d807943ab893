import { globSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { slugOf } from './headings.ts'

const FOLDER = 'packages/storefront-client/examples'

/** The page of the examples: how to run them, and below, their code. */
export const EXAMPLES = { source: `${FOLDER}/README.md`, target: 'examples.md' }

/** The files of the examples, relative to their folder; without the built client that is copied next to one of them. */
const filesOf = (root: string): string[] =>
  globSync('*/**/*.{html,js,jsx,svelte}', {
    cwd: join(root, FOLDER),
    exclude: ['html/storefront-client/**', '**/node_modules/**', '**/.svelte-kit/**'],
  })
    .map((file) => file.split(sep).join('/'))
    .sort()

/** The code of every example, each file under a heading of its own. */
export function exampleCode(root: string): string {
  const files = filesOf(root).map((file) => {
    const code = readFileSync(join(root, FOLDER, file), 'utf8').trimEnd()
    return `### \`${file}\`\n\n\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\``
  })
  return `\n## The code\n\n${files.join('\n\n')}\n`
}

/** Where each file of the examples is on the site. */
export const exampleTargets = (root: string): [file: string, target: string][] =>
  filesOf(root).map((file) => [`${FOLDER}/${file}`, `${EXAMPLES.target}#${slugOf(file)}`])
