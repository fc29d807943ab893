import { expect, test } from 'vitest'
import { toPageText } from './to-page-text.ts'

test('each item of a list is a line, with or without paragraphs as the editor writes them', () => {
  const lines = 'Before\n\n- One\n- Two\n- Three\n- Four\n\nAfter'
  const list = (item: (text: string) => string) =>
    `<p>Before</p><ul>${['One', 'Two', 'Three', 'Four'].map((text) => `<li>${item(text)}</li>`).join('')}</ul><p>After</p>`
  expect(toPageText(list((text) => text))).toBe(lines)
  expect(toPageText(list((text) => `<p>${text}</p>`))).toBe(lines)
})

test('a link is followed by its address, unless it is its own text', () => {
  expect(
    toPageText(
      '<p>See <a href="https://shop.test/help">help</a>, <a href="mailto:eve@shop.test">eve@shop.test</a></p>',
    ),
  ).toBe('See help (https://shop.test/help), eve@shop.test')
})
