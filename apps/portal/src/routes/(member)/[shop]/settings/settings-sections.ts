import { m } from '#lib/paraglide/messages.js'

interface SettingsSection {
  path: string
  text: () => string
}

/** The pages of a shop's settings, in the order of their tabs. */
export const settingsSections: readonly [SettingsSection, ...SettingsSection[]] = [
  { path: 'card-mail', text: m.card_mail },
  { path: 'shop', text: m.shop_settings },
  { path: 'banks', text: m.banks },
]
