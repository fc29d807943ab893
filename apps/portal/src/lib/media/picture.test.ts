import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveItem, picturePath } from './picture.ts'

test.each([
  ['https://api.test/media/s/p/2048.webp', 320, '/shop/media/s/p/320.webp'],
  ['https://api.test/media/s/p/2048.webp', 700, '/shop/media/s/p/1280.webp'],
  ['https://api.test/media/s/p/500.webp', 320, '/shop/media/s/p/320.webp'],
  ['https://api.test/media/s/p/300.webp', 320, '/shop/media/s/p/300.webp'],
  ['https://api.test/media/s/p/2048.webp', 5000, '/shop/media/s/p/2048.webp'],
  ['https://api.test/media/demo/lamp.svg', 320, '/shop/media/demo/lamp.svg'],
])('%s, %i pixels wide, is %s in the portal', (url, width, path) => {
  expect(picturePath('shop', url, width)).toBe(path)
})

test('moving an item keeps all items, and the order of the others', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.integer(), fc.integer(), (list, a, b) => {
      const from = Math.abs(a) % list.length
      const moved = moveItem(list, from, (b % 20) - 5)
      const without = (items: number[]) => items.filter((item) => item !== list[from])
      expect(without(moved)).toEqual(without(list))
      expect(moved).toHaveLength(list.length)
    }),
  )
})

test('an item is moved to the place given, or stays', () => {
  expect(moveItem(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moveItem(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  expect(moveItem(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c'])
})
