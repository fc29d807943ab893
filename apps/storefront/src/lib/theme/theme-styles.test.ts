import { expect, it } from 'vitest'
import { themeStyles } from './theme-styles.ts'

it('puts the colour over the theme, for light and for dark pages', () => {
  const styles = themeStyles('#0f766e')
  expect(styles.match(/--accent: [^;]+/g)).toEqual([
    '--accent: #0f766e',
    '--accent: color-mix(in oklab, #0f766e 35%, white)',
  ])
})

it.each([null, '', 'red', '#fff', '#0f766e; } body { display: none', '#0F766E'])('is empty for %j', (color) =>
  expect(themeStyles(color)).toBe(''),
)
