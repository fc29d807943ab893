/** Writes the generated pages; the last step of `npm run generate`. With `--check`, fails when one differs from its generator's output. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pages } from '../docs/pages.ts'
import { root } from '../paths.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'

const checkOnly = process.argv.includes('--check')

try {
  const stale: string[] = []
  for (const { file, generate } of pages) {
    const path = join(root, file)
    const text = await generate()
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    stale.push(file)
    if (checkOnly) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    process.stdout.write(`Wrote ${file}\n`)
  }
  if (checkOnly && stale.length > 0)
    throw new UserFacingError(`Stale: ${stale.join(', ')}. Run npm run generate and commit the result.`)
} catch (error) {
  failWith(error)
}
