import { expect, test } from 'vitest'
import { drawChart } from './chart.ts'

const chart = drawChart({
  title: 'Requests <fast> & slow',
  x: 'products',
  y: 'requests per second',
  series: [
    {
      name: 'list',
      points: [
        [1, 10],
        [100, 1_000],
      ],
    },
    {
      name: 'search',
      points: [
        [1, 10],
        [100, 10],
      ],
    },
  ],
})

test('equal steps of a power of ten are equally long, on both axes', () => {
  const [, list = '', search = ''] = /points="([^"]+)"[^]*points="([^"]+)"/.exec(chart) ?? []
  const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = []] = list
    .split(' ')
    .map((point) => point.split(',').map(Number))
  expect([x0, y0, x1, y1]).toEqual([70, 300, 540, 48])
  expect(search).toBe('70.0,300.0 540.0,300.0')
})

test('every line is named beside its end, and names do not overlap', () => {
  const labels = [...chart.matchAll(/<text x="550" y="([\d.]+)"><tspan[^>]*>●<\/tspan> (\w+)</g)]
  expect(labels.map(([, , name]) => name)).toEqual(['list', 'search'])
  const [a = 0, b = 0] = labels.map(([, y]) => Number(y))
  expect(Math.abs(a - b)).toBeGreaterThanOrEqual(16)
})

test('has a title and a description with all values, escaped', () => {
  expect(chart).toContain('<title id="title">Requests &#60;fast&#62; &#38; slow</title>')
  expect(chart).toContain('list: 1 → 10, 100 → 1,000; search: 1 → 10, 100 → 10')
})

test('linear axes begin at 0, and equal steps are equally long', () => {
  const series = [{ name: 'memory', points: [0, 10, 20].map((x) => [x, 30 + x] as const) }]
  const linear = drawChart({ title: 'Memory', isLinear: true, x: 'minutes', y: 'MB', series })
  expect(/points="([^"]+)"/.exec(linear)?.[1]).toBe('70.0,148.8 305.0,98.4 540.0,48.0')
  expect(linear).not.toContain('<circle')
  expect(linear).toContain('memory: 0 → 30, 20 → 50')
})
