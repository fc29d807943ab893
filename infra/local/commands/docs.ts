/**
 * Writes the generated pages; the last step of `npm run generate`. With `--check`, fails when one differs from its generator's output, and when a
 * page of the documentation has a dead link or a wrong code block.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deadLinks } from '../../../apps/docs/src/dead-links.ts'
import { findPages } from '../../../apps/docs/src/source-pages.ts'
import { typedBlocksOf, uncheckedProblems, wrongBlocks } from '../docs/check-blocks.ts'
import { pages } from '../docs/pages.ts'
import { typeErrors } from '../docs/type-errors.ts'
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
  if (checkOnly) checkPages()
} catch (error) {
  failWith(error)
}

/** Throws a {@link UserFacingError} with everything that is wrong in the pages. */
function checkPages(): void {
  const readme = { source: 'README.md', markdown: readFileSync(join(root, 'README.md'), 'utf8') }
  const all = [readme, ...findPages(root)]
  const problems = [
    ...all.flatMap(({ source, markdown }) => [
      ...deadLinks(root, source, markdown),
      ...wrongBlocks(source, markdown),
    ]),
    ...typeErrors(all.flatMap(({ source, markdown }) => typedBlocksOf(source, markdown))),
    ...uncheckedProblems(all),
  ]
  if (problems.length > 0) throw new UserFacingError(problems.join('\n'))
}
