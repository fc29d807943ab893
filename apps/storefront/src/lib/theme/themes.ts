export type ThemeName = 'lumen' | 'northfold' | 'basile' | 'plain'
export interface Theme {
  name: ThemeName
  /** Until the API says which, and for as long as it is away. */
  locale: 'fr' | 'en' | null
}

const themes: Record<string, Theme> = {
  'atelier-lumen': { name: 'lumen', locale: 'fr' },
  northfold: { name: 'northfold', locale: 'en' },
  'maison-basile': { name: 'basile', locale: 'fr' },
}
const plain: Theme = { name: 'plain', locale: null }

/** A shop's look; its colours and type stand in app.css under [data-theme]. */
export function themeOf(slug: string | null | undefined): Theme {
  return themes[slug ?? ''] ?? plain
}
