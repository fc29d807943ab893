import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFences } from '../../../apps/docs/src/fences.ts'
import { root } from '../paths.ts'

/** A page whose quotes, code blocks with `from="<file>#<region>"`, are what the files say between `#region <region>` and `#endregion`. */
export function withQuotes(source: string): string {
  const markdown = readFileSync(join(root, source), 'utf8')
  return replaceQuotes(markdown, (file) => readFileSync(join(root, file), 'utf8'))
}

/**
 * The page with the code of its quotes.
 * @param read returns a file of the checkout
 * @throws Error for a region that the file does not have
 */
export function replaceQuotes(markdown: string, read: (file: string) => string): string {
  const lines = markdown.split('\n')
  for (const { meta, line, endLine } of readFences(markdown).reverse()) {
    const [, file, region] = /\bfrom="([^"#]+)#([^"]+)"/.exec(meta) ?? []
    if (file && region) lines.splice(line, endLine - line - 1, ...readRegion(file, region, read(file)))
  }
  return lines.join('\n')
}

/** The lines of a region, without the indentation that all of them have. */
function readRegion(file: string, region: string, text: string): string[] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.trimEnd().endsWith(`#region ${region}`))
  const end = lines.findIndex((line) => line.trimEnd().endsWith(`#endregion ${region}`))
  if (start < 0 || end < start) throw new Error(`${file} has no region ${region}`)
  const found = lines.slice(start + 1, end)
  const indents = found.filter(Boolean).map((line) => line.length - line.trimStart().length)
  return found.map((line) => line.slice(Math.min(...indents)))
}
