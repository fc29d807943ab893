/** A line chart. Both axes are logarithmic unless `isLinear`: growth from 1 to 1,000,000 fits, and a straight line is a power of x. */
export interface Chart {
  title: string
  /** Both axes begin at 0, and points have no dots and are not described one by one: for many of them. */
  isLinear?: boolean
  /** What the axes show, with units. */
  x: string
  y: string
  series: { name: string; points: (readonly [x: number, y: number])[] }[]
}

const WIDTH = 720
const HEIGHT = 360
const PLOT = { left: 70, right: 540, top: 48, bottom: 300 }
/** Distinguishable with any colour vision (Okabe and Ito); every line has its name beside it as well. */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00']

/** Draws the chart as SVG. It follows the reader’s light or dark look. */
export function drawChart({ title, isLinear = false, x, y, series }: Chart): string {
  const makeScale = isLinear ? linearScale : logScale
  const all = series.flatMap(({ points }) => points)
  const scaleX = makeScale(
    all.map(([value]) => value),
    PLOT.left,
    PLOT.right,
  )
  const scaleY = makeScale(
    all.map(([, value]) => value),
    PLOT.bottom,
    PLOT.top,
  )
  const description = series
    .map(({ name, points }) => {
      const described = isLinear ? [points[0], points.at(-1)].filter((point) => point !== undefined) : points
      return `${name}: ${described.map(([px, py]) => `${label(px)} → ${label(py)}`).join(', ')}`
    })
    .join('; ')
  const ends = placeLabels(series.map(({ points }) => scaleY.at(points.at(-1)?.[1] ?? 1)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="title">${escape(title)}</title><desc id="description">${escape(description)}</desc>`,
    '<style>text{fill:#222}.grid{stroke:#ccc}.back{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#eee}.grid{stroke:#555}.back{fill:#1b1b1b}}</style>',
    `<rect class="back" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text x="${PLOT.left}" y="24" font-size="15" font-weight="600">${escape(title)}</text>`,
    ...scaleX.ticks.map((value) => verticalLine(scaleX.at(value), label(value))),
    ...scaleY.ticks.map((value) => horizontalLine(scaleY.at(value), label(value))),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${escape(x)}</text>`,
    `<text transform="translate(18 ${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(y)}</text>`,
    ...series.map(({ name, points }, index) => {
      const color = COLORS[index % COLORS.length]
      const at = points.map(([px, py]) => [scaleX.at(px), scaleY.at(py)] as const)
      const line = `<polyline fill="none" stroke="${color}" stroke-width="2" points="${at.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')}"/>`
      const dots = (isLinear ? [] : at).map(
        ([px, py]) => `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3" fill="${color}"/>`,
      )
      const end = at.at(-1)
      const text = end
        ? `<text x="${PLOT.right + 10}" y="${((ends[index] ?? 0) + 4).toFixed(1)}"><tspan fill="${color}">●</tspan> ${escape(name)}</text>`
        : ''
      return `${line}${dots.join('')}${text}`
    }),
    '</svg>\n',
  ].join('\n')
}

const verticalLine = (x: number, text: string): string =>
  `<line class="grid" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><text x="${x.toFixed(1)}" y="${PLOT.bottom + 18}" text-anchor="middle">${text}</text>`

const horizontalLine = (y: number, text: string): string =>
  `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}"/><text x="${PLOT.left - 8}" y="${(y + 4).toFixed(1)}" text-anchor="end">${text}</text>`

interface Scale {
  at(value: number): number
  ticks: number[]
}

/** Powers of ten that enclose the values. */
function logScale(values: number[], from: number, to: number): Scale {
  const positive = values.filter((value) => value > 0)
  const low = Math.floor(Math.log10(Math.min(...positive)) + 1e-9)
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive)) - 1e-9))
  return {
    at: (value) => from + ((to - from) * (Math.log10(Math.max(value, 10 ** low)) - low)) / (high - low),
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
  }
}

/** From 0 to the next of the round values. */
function linearScale(values: number[], from: number, to: number): Scale {
  const top = Math.max(...values, 1e-9)
  const magnitude = 10 ** Math.floor(Math.log10(top))
  const step = [0.2, 0.5, 1, 2].map((factor) => factor * magnitude).find((size) => top / size <= 6) ?? top
  const count = Math.ceil(top / step - 1e-9)
  return {
    at: (value) => from + ((to - from) * value) / (step * count),
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
  }
}

/** Moves labels apart that would overlap. */
function placeLabels(positions: number[]): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0))
  const placed = [...positions]
  let last = -Infinity
  for (const index of order) {
    last = Math.max(placed[index] ?? 0, last + 16)
    placed[index] = last
  }
  return placed
}

const label = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en')

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
