/** A value of a metric with its labels. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

const TIMEOUT_MS = 2_000

/** The metrics that a process serves; null if it does not answer within two seconds. */
export async function readSamples(url: string): Promise<Sample[] | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return response.ok ? parseSamples(await response.text()) : null
  } catch {
    return null
  }
}

/** Reads the text format of Prometheus. Lines that are none of its samples are passed over. */
export const parseSamples = (text: string): Sample[] =>
  [...text.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name = '', labels = '', value]) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', content = '']) => [
          label,
          content,
        ]),
      ),
      value: Number(value),
    }),
  )
