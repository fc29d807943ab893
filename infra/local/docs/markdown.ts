/** The note at the top of a generated page. */
export function generatedNotice(source: string): string {
  return `Generated from \`${source}\` by \`npm run generate\`. Do not edit by hand.`
}

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return lines.join('\n')
}

/** The text on one line, safe inside a table cell. */
export function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()
}
