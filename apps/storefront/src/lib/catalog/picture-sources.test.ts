import { expect, test } from 'vitest'
import { pictureSources } from './picture-sources.ts'

const BASE = 'https://api.test/media/s/p'

/** A picture as the API describes it that has these sizes. */
function pictureOf(widths: number[]) {
  const urlOf = (width: number, format: string) =>
    `${BASE}/${widths.find((each) => each >= width) ?? widths.at(-1)}.${format}`
  return {
    altText: '',
    width: widths.at(-1) ?? 0,
    height: 100,
    avif320: urlOf(320, 'avif'),
    avif640: urlOf(640, 'avif'),
    avif1280: urlOf(1280, 'avif'),
    webp320: urlOf(320, 'webp'),
    webp640: urlOf(640, 'webp'),
    webp1280: urlOf(1280, 'webp'),
  }
}

test.each([
  [[320, 640, 1280, 2048], '320.$ 320w, 640.$ 640w, 1280.$ 1280w'],
  [[320, 640, 900], '320.$ 320w, 640.$ 640w, 900.$ 900w'],
  [[200], '200.$ 200w'],
])('a picture stored in widths %j is offered in each once, as AVIF and WebP', (widths, srcset) => {
  const expected = (format: string) => srcset.replaceAll('$', format).replaceAll(/(^|, )/g, `$1${BASE}/`)
  expect(pictureSources(pictureOf(widths)).sources).toEqual([
    { type: 'image/avif', srcset: expected('avif') },
    { type: 'image/webp', srcset: expected('webp') },
  ])
})

test('a drawing has one size', () => {
  const drawing = `${BASE}/lamp.svg`
  const fields = Object.fromEntries(Object.keys(pictureOf([1])).map((name) => [name, drawing]))
  expect(pictureSources({ ...pictureOf([1]), ...fields, altText: '', width: 800, height: 800 })).toEqual({
    sources: [],
    src: drawing,
  })
})
