import { measureRate, type Journey } from './measure-rate.ts'
import type { Report, Row } from './report.ts'
import { median } from './times.ts'

/** A journey at a server. */
export interface Subject {
  url: string
  journey: Journey
  /** Waits until what the journeys have left to do in the background is done. */
  settle?: () => Promise<unknown>
}

/** Pairs of measurements; the median counts, so that one disturbance does not decide. */
const MEASUREMENTS = 3
/** A result whose measurements differ more than this is measured once more, and then called noisy. */
const MAX_SPREAD = 0.3

/** Measures the API and its reference, if there is one, in turn, and reports the medians. */
export async function compareRates(
  report: Report,
  name: string,
  own: Subject,
  reference?: Subject & { name: string },
): Promise<void> {
  let pairs = await measurePairs(own, reference)
  if (spreadOf(pairs) > MAX_SPREAD) pairs = await measurePairs(own, reference)
  const spread = spreadOf(pairs)
  const row: Row = { name, value: median(pairs.map(([rate]) => rate)), unit: '/s' }
  if (reference) row.reference = { name: reference.name, value: median(pairs.map(([, rate]) => rate ?? NaN)) }
  if (spread > MAX_SPREAD) row.problem = `noisy: the measurements differ by ${Math.round(spread * 100)} %`
  report.add(row)
}

type Pair = [own: number, reference: number | undefined]

async function measurePairs(own: Subject, reference?: Subject): Promise<Pair[]> {
  const rateOf = async ({ url, journey, settle }: Subject) => {
    const rate = await measureRate(url, journey)
    await settle?.()
    return rate
  }
  const pairs: Pair[] = []
  for (let i = 0; i < MEASUREMENTS; i++)
    pairs.push([await rateOf(own), reference && (await rateOf(reference))])
  return pairs
}

/** How far the ratios (without a reference, the rates) are apart, as a share of their median. */
function spreadOf(pairs: Pair[]): number {
  const values = pairs.map(([own, reference]) => own / (reference ?? 1))
  return (Math.max(...values) - Math.min(...values)) / median(values)
}
