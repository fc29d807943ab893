export type ThemeName = 'lumen' | 'northfold' | 'basile' | 'plain'
export interface Theme {
  name: ThemeName
  /** Used until the API has returned the shop's own, and while the API is unavailable. */
  locale: 'fr' | 'en' | null
  /** The colour of the header, as `--surface` in app.css. */
  surface: { light: string; dark: string }
  /** The beginnings of the names of the font files that the first screen needs. */
  fonts: readonly string[]
}

const TEXT_FONT = 'figtree-latin-wght-normal'

const themes: Record<string, Theme> = {
  'atelier-lumen': {
    name: 'lumen',
    locale: 'fr',
    surface: { light: '#fffdf9', dark: '#211912' },
    fonts: [TEXT_FONT, 'marcellus-latin-400-normal'],
  },
  northfold: {
    name: 'northfold',
    locale: 'en',
    surface: { light: '#ffffff', dark: '#18211c' },
    fonts: [TEXT_FONT, 'barlow-condensed-latin-600-normal'],
  },
  'maison-basile': {
    name: 'basile',
    locale: 'fr',
    surface: { light: '#fffdf8', dark: '#25171b' },
    fonts: [TEXT_FONT, 'gloock-latin-400-normal'],
  },
}
const plain: Theme = {
  name: 'plain',
  locale: null,
  surface: { light: '#ffffff', dark: '#1a1b20' },
  fonts: [TEXT_FONT],
}

/** A shop's theme. Its colours and fonts are in app.css under [data-theme]. */
export function themeOf(slug: string | null | undefined): Theme {
  return themes[slug ?? ''] ?? plain
}

/** Whether a font file is one that a theme's first screen needs. */
export const isFontOf = ({ fonts }: Theme, path: string): boolean =>
  path.endsWith('.woff2') && fonts.some((font) => path.includes(`/${font}.`))
