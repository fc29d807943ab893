import { expect, test } from 'vitest'
import { html } from './html.ts'

test('escapes every value, in text and in attributes', () => {
  const wicked = `<script>'"&`
  expect(html`<p title="${wicked}">${wicked}</p>`.text).toBe(
    '<p title="&lt;script&gt;&#39;&quot;&amp;">&lt;script&gt;&#39;&quot;&amp;</p>',
  )
})

test('keeps markup of its own, lists too, and leaves out what is not there', () => {
  const items = ['a', '<'].map((letter) => html`<i>${letter}</i>`)
  expect(html`<p>${items}${false}${undefined}${null}${0}</p>`.text).toBe('<p><i>a</i><i>&lt;</i>0</p>')
})
