import { m } from '#lib/paraglide/messages.js'
import type { SetupStep } from '#lib/setup/setup.documents.ts'

interface StepText {
  title: () => string
  text: () => string
  action: () => string
  /** The page where the step is done, below the shop. */
  path: string
  /** Other pages on which it is done. */
  alsoAt?: readonly string[]
}

/** What each step of the set-up says, and where it is done. */
export const stepTexts: Record<SetupStep['code'], StepText> = {
  BUSINESS_IDENTITY: {
    title: m.setup_business,
    text: m.setup_business_text,
    action: m.setup_business_action,
    path: 'settings/business',
  },
  PRODUCT: {
    title: m.setup_product,
    text: m.setup_product_text,
    action: m.setup_product_action,
    path: 'products/new?publish',
  },
  DELIVERY: {
    title: m.setup_delivery,
    text: m.setup_delivery_text,
    action: m.setup_delivery_action,
    path: 'settings/delivery',
  },
  PAYMENT: {
    title: m.setup_payment,
    text: m.setup_payment_text,
    action: m.setup_payment_action,
    path: 'setup/payment',
    alsoAt: ['settings/banks'],
  },
  CARD_MAIL: {
    title: m.setup_card_mail,
    text: m.setup_card_mail_text,
    action: m.setup_card_mail_action,
    path: 'settings/card-mail',
  },
  STOREFRONT: {
    title: m.setup_storefront,
    text: m.setup_storefront_text,
    action: m.setup_storefront_action,
    path: 'settings/api-keys',
  },
  LEGAL_PAGES: {
    title: m.setup_legal_pages,
    text: m.setup_legal_pages_text,
    action: m.setup_legal_pages_action,
    path: 'settings/pages',
  },
}
