import type { Permission } from '#lib/member/member.ts'
import { m } from '#lib/paraglide/messages.js'

export interface SettingsSection {
  /** Below the settings, or below the shop when it begins with a slash. */
  path: string
  text: () => string
  permission: Permission
}

export interface SettingsGroup {
  text: () => string
  sections: readonly SettingsSection[]
}

/** The pages of the settings, in the order of the navigation. A member sees those that the permissions allow. */
const groups: readonly SettingsGroup[] = [
  {
    text: m.nav_settings_shop,
    sections: [
      { path: 'business', text: m.business_tab, permission: 'SETTINGS_MANAGE' },
      { path: 'appearance', text: m.appearance_tab, permission: 'SETTINGS_MANAGE' },
      { path: 'shop', text: m.shop_settings_tab, permission: 'SETTINGS_MANAGE' },
      { path: 'mails', text: m.mails_tab, permission: 'SETTINGS_MANAGE' },
      { path: 'pages', text: m.pages_tab, permission: 'SETTINGS_MANAGE' },
      { path: 'api-keys', text: m.keys_tab, permission: 'API_KEY_MANAGE' },
      { path: 'program-keys', text: m.program_keys_tab, permission: 'API_KEY_MANAGE' },
      { path: 'webhooks', text: m.webhooks_tab, permission: 'WEBHOOK_MANAGE' },
      { path: '/setup', text: m.setup_tab, permission: 'SETTINGS_MANAGE' },
    ],
  },
  {
    text: m.nav_settings_selling,
    sections: [
      { path: 'delivery', text: m.delivery_tab, permission: 'SHIPPING_WRITE' },
      { path: 'taxes', text: m.tax_tab, permission: 'SETTINGS_MANAGE' },
      { path: 'invoices', text: m.invoice_settings_tab, permission: 'SETTINGS_MANAGE' },
    ],
  },
  {
    text: m.nav_settings_payment,
    sections: [
      { path: 'card-mail', text: m.card_mail_tab, permission: 'CARD_MAIL_MANAGE' },
      { path: 'banks', text: m.gateway_tab, permission: 'GATEWAY_MANAGE' },
      { path: 'payments', text: m.manual_tab, permission: 'GATEWAY_MANAGE' },
    ],
  },
  {
    text: m.nav_settings_people,
    sections: [
      { path: 'people', text: m.people_tab, permission: 'MEMBER_MANAGE' },
      { path: 'audit-log', text: m.audit_tab, permission: 'AUDIT_READ' },
    ],
  },
]

export const settingsGroupsFor = (permissions: readonly Permission[]): SettingsGroup[] =>
  groups
    .map(({ text, sections }) => ({
      text,
      sections: sections.filter(({ permission }) => permissions.includes(permission)),
    }))
    .filter(({ sections }) => sections.length > 0)
