import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isFontOf, themeOf } from './themes.ts'

const css = readFileSync(join(import.meta.dirname, '../../app.css'), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
const surfaceIn = (styles: string, theme: string) =>
  new RegExp(`\\[data-theme='${theme}'\\] \\{[^}]*--surface: (#[0-9a-f]{6})`).exec(styles)?.[1]

test.each(['atelier-lumen', 'northfold', 'maison-basile', 'any'])(
  'the colour that the browser shows around the pages of %s is that of their header',
  (slug) => {
    const { name, surface } = themeOf(slug)
    expect(surface).toEqual({ light: surfaceIn(light, name), dark: surfaceIn(dark, name) })
  },
)

test('a theme loads its own fonts early, and no other', () => {
  const theme = themeOf('maison-basile')
  const fonts = [
    'figtree-latin-wght-normal',
    'figtree-latin-ext-wght-normal',
    'gloock-latin-400-normal',
    'marcellus-latin-400-normal',
  ]
  const paths = fonts.map((font) => `/_app/immutable/assets/${font}.Ab1.woff2`)
  expect(paths.map((path) => isFontOf(theme, path))).toEqual([true, false, true, false])
  expect(isFontOf(theme, '/_app/immutable/assets/gloock-latin-400-normal.Ab1.woff')).toBe(false)
})
