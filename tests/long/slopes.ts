import { median } from '../load/times.ts'

/** One value of a sample by its time in seconds since the start. */
export type Point = readonly [seconds: number, value: number]

/** How much a value may grow from the end of the warm-up to the end of the run. */
export type Bound = { atMost: number } | { shareOfMedian: number }

export interface Slope {
  /** By how much the fitted line rises during the observed time. */
  growth: number
  /** Of `growth`: what differs from the line could be this much growth by chance (two standard errors). */
  uncertainty: number
  median: number
  /** In the unit of the value. */
  bound: number
  /** The growth is within the bound, or cannot be told from it. */
  isFlat: boolean
}

/** Fits a line by least squares. @throws Error with fewer than three points */
export function measureSlope(points: readonly Point[], limit: Bound): Slope {
  if (points.length < 3) throw new Error('A slope needs three points or more.')
  const meanX = mean(points.map(([x]) => x))
  const meanY = mean(points.map(([, y]) => y))
  const spread = sum(points.map(([x]) => (x - meanX) ** 2))
  const perSecond = sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / spread
  const rest = sum(points.map(([x, y]) => (y - meanY - perSecond * (x - meanX)) ** 2))
  const duration = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0)
  const growth = perSecond * duration
  const uncertainty = 2 * Math.sqrt(rest / (points.length - 2) / spread) * duration
  const typical = median(points.map(([, y]) => y))
  const bound = 'atMost' in limit ? limit.atMost : limit.shareOfMedian * typical
  return { growth, uncertainty, median: typical, bound, isFlat: growth - uncertainty <= bound }
}

/** The lowest value of each so many points: of a heap, what is left after a collection. */
export function lowestOfEach(points: readonly Point[], count: number): Point[] {
  const groups = Array.from({ length: Math.floor(points.length / count) }, (_, index) =>
    points.slice(index * count, (index + 1) * count),
  )
  return groups.map((group) => group.reduce((low, point) => (point[1] < low[1] ? point : low)))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length
