import { join } from 'node:path'
import { root } from '../paths.ts'
import { turbo } from '../tools/turbo.ts'

/** The built site. */
export const docsFolder = join(root, 'apps/docs/dist')

/** Builds the documentation unless nothing has changed. A failure is printed; the product runs without it. */
export async function buildDocs(print: (line: string) => void): Promise<void> {
  const { code, output } = await turbo(['build:site'])
  if (code !== 0) print(`The documentation could not be built:\n${output.trim()}`)
}
