import { expect, test } from 'vitest'
import { html } from './html.ts'

test('escapes values in text and in attributes', () => {
  const unsafe = `<script>'"&`
  expect(html`<p title="${unsafe}">${unsafe}</p>`.text).toBe(
    '<p title="&lt;script&gt;&#39;&quot;&amp;">&lt;script&gt;&#39;&quot;&amp;</p>',
  )
})

test('keeps nested markup and lists, and omits false, null and undefined', () => {
  const items = ['a', '<'].map((letter) => html`<i>${letter}</i>`)
  expect(html`<p>${items}${false}${undefined}${null}${0}</p>`.text).toBe('<p><i>a</i><i>&lt;</i>0</p>')
})
