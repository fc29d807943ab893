import { m } from '#lib/paraglide/messages.js'

/** The pages of a shop's settings, in the order of their tabs. */
export const settingsSections: readonly { path: string; text: () => string }[] = [
  { path: 'card-mail', text: m.card_mail },
  { path: 'shop', text: m.shop_settings },
  { path: 'banks', text: m.banks },
]
