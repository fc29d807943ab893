import { m } from '#lib/paraglide/messages.js'
import { themeOf, type ThemeName } from './themes.ts'

/** What the home page says first of the shop. */
export function heroTexts(shop: { slug: string; name: string }): { title: () => string; text: () => string } {
  const texts: Record<ThemeName, { title: () => string; text: () => string }> = {
    lumen: { title: m.hero_lumen_title, text: m.hero_lumen_text },
    northfold: { title: m.hero_northfold_title, text: m.hero_northfold_text },
    basile: { title: m.hero_basile_title, text: m.hero_basile_text },
    plain: { title: () => m.hero_plain_title({ shop: shop.name }), text: m.hero_plain_text },
  }
  return texts[themeOf(shop.slug).name]
}
