import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SuggestWhileTyping } from './suggest-while-typing.ts'
import type { SuggestedItem } from './suggested-items.ts'

const item = (label: string): SuggestedItem => ({ kind: 'product', label, href: `/products/${label}` })

/** A search field whose answers are given by the test. */
function field() {
  const asked: {
    text: string
    signal: AbortSignal
    answer: (...labels: string[]) => void
    fail: () => void
  }[] = []
  let shown: { labels: string[]; isComplete: boolean } = { labels: [], isComplete: true }
  const errors: unknown[] = []
  const suggest = new SuggestWhileTyping({
    read: (text, signal) =>
      new Promise((resolve, reject) =>
        asked.push({
          text,
          signal,
          answer: (...labels) => resolve(labels.map(item)),
          fail: () => reject(new Error('offline')),
        }),
      ),
    show: (items, isComplete) => (shown = { labels: items.map(({ label }) => label), isComplete }),
    reportError: (error) => errors.push(error),
  })
  return { suggest, asked, errors, shown: () => shown }
}
const pause = () => vi.advanceTimersByTimeAsync(150)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks once after a pause, and not for a single letter', async () => {
  const { suggest, asked } = field()
  for (const text of ['l', 'la', 'lam', 'lamp']) suggest.type(text)
  await pause()
  suggest.type('l')
  await pause()
  expect(asked.map(({ text }) => text)).toEqual(['lamp'])
})

it('ends a request when something else is typed, and never shows its answer', async () => {
  const { suggest, asked, shown } = field()
  suggest.type('bo')
  await pause()
  suggest.type('lampe')
  await pause()
  expect(asked[0]?.signal.aborted).toBe(true)
  asked[1]?.answer('Lampe Ambre')
  await pause()
  asked[0]?.answer('Bol')
  await pause()
  expect(shown()).toEqual({ labels: ['Lampe Ambre'], isComplete: true })
})

it('keeps only what fits the new text while its answer is awaited', async () => {
  const { suggest, asked, shown } = field()
  suggest.type('la')
  await pause()
  asked[0]?.answer('Lampe Ambre', 'Lanterne', 'Petite lampe écrue')
  await pause()
  suggest.type('lamp')
  expect(shown()).toEqual({ labels: ['Lampe Ambre', 'Petite lampe écrue'], isComplete: false })
  suggest.type('lamp ecr')
  expect(shown()).toEqual({ labels: ['Petite lampe écrue'], isComplete: false })
  suggest.type('bol')
  expect(shown()).toEqual({ labels: [], isComplete: false })
})

it('shows a known answer at once', async () => {
  const { suggest, asked, shown } = field()
  suggest.type('la')
  await pause()
  asked[0]?.answer('Lanterne')
  await pause()
  suggest.type('lan')
  suggest.type('la')
  expect(shown()).toEqual({ labels: ['Lanterne'], isComplete: true })
  await pause()
  expect(asked).toHaveLength(1)
})

it('shows nothing and reports the error when the request fails', async () => {
  const { suggest, asked, shown, errors } = field()
  suggest.type('la')
  await pause()
  asked[0]?.fail()
  await pause()
  expect(shown()).toEqual({ labels: [], isComplete: true })
  expect(errors).toEqual([new Error('offline')])
})
