export type ThemeName = 'lumen' | 'northfold' | 'basile' | 'plain'
export interface Theme {
  name: ThemeName
  /** Used until the API has returned the shop's own, and while the API is unavailable. */
  locale: 'fr' | 'en' | null
}

const themes: Record<string, Theme> = {
  'atelier-lumen': { name: 'lumen', locale: 'fr' },
  northfold: { name: 'northfold', locale: 'en' },
  'maison-basile': { name: 'basile', locale: 'fr' },
}
const plain: Theme = { name: 'plain', locale: null }

/** A shop's theme. Its colours and fonts are in app.css under [data-theme]. */
export function themeOf(slug: string | null | undefined): Theme {
  return themes[slug ?? ''] ?? plain
}
