/** Values of the metrics by name and labels, as Prometheus writes them: `name{label="value"}`. */
export type Samples = Map<string, number>

const COMMENT = /^# (HELP|TYPE) [a-zA-Z_:][\w:]* .+$/
const SAMPLE = /^([a-zA-Z_:][\w:]*(?:\{[a-zA-Z_]\w*="[^"\\\n]*"(?:,[a-zA-Z_]\w*="[^"\\\n]*")*\})?) (\S+)$/

/** Reads the metrics of a process. @throws if a line is not in the text format of Prometheus */
export async function readMetrics(url: string | null): Promise<Samples> {
  if (!url) throw new Error('This process serves no metrics: METRICS_PORT is not set.')
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  const samples: Samples = new Map()
  for (const line of (await response.text()).split('\n')) {
    if (line === '' || COMMENT.test(line)) continue
    const [, name = '', value = ''] = SAMPLE.exec(line) ?? []
    const number = value === 'Nan' ? NaN : Number(value)
    if (!name || (Number.isNaN(number) && value !== 'Nan')) throw new Error(`Not a sample: ${line}`)
    samples.set(name, number)
  }
  return samples
}

/** By how much each metric has grown; those that did not change are left out. */
export const growthOf = (before: Samples, after: Samples): Record<string, number> =>
  Object.fromEntries(
    [...after].flatMap(([name, value]) => {
      const growth = value - (before.get(name) ?? 0)
      return growth === 0 ? [] : [[name, growth]]
    }),
  )
