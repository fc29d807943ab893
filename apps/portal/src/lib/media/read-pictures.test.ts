import { expect, test } from 'vitest'
import { readPictures } from './read-pictures.ts'

const formOf = (pictures: string): FormData => {
  const form = new FormData()
  form.set('pictures', pictures)
  return form
}

test('reads pictures in their order', () => {
  const pictures = [
    { id: 'b', altText: 'Front' },
    { id: 'a', altText: '' },
  ]
  expect(readPictures(formOf(JSON.stringify(pictures)), 'pictures')).toEqual(pictures)
})

test.each(['', '{}', '[{"id":"a"}]', '[{"id":1,"altText":""}]', '[null]', 'a'])(
  'reads nothing from %j',
  (text) => {
    expect(readPictures(formOf(text), 'pictures')).toBeNull()
    expect(readPictures(new FormData(), 'pictures')).toBeNull()
  },
)
