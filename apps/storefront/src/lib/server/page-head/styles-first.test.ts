import { expect, test } from 'vitest'
import { stylesFirst } from './styles-first.ts'

const FONT = '<link href="/f.woff2" rel="preload" as="font" crossorigin>'
const STYLES = '<link href="/a.css" rel="stylesheet">'
const OWN = '<link rel="stylesheet" href="/theme.css?1">'

test('stylesheets are asked for before fonts and scripts', () => {
  expect(stylesFirst(`<head>%shop.head%${FONT}\n${STYLES}\n${OWN}</head>`)).toBe(
    `<head>${STYLES}\n    %shop.head%${FONT}\n${OWN}</head>`,
  )
})

test('a part of a page without a head stays as it is', () => {
  expect(stylesFirst(`<p>${STYLES}</p>`)).toBe(`<p>${STYLES}</p>`)
})
