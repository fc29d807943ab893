/** The metrics of a process, from the lines `# TYPE` of the text format of Prometheus; those of a histogram by all their names. */
export function namesServed(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['bucket', 'count', 'sum'].map((part) => `${name}_${part}`) : [name],
  )
}

/** The metrics that a PromQL expression names. */
export const namesIn = (expression: string): string[] =>
  expression.match(/\b(?:up|(?:triclic|nodejs|process|node|probe)_\w+)\b/g) ?? []
