import { registerEnumType } from 'type-graphql'
import { SETUP_STEPS } from './load-shop-readiness.ts'

export const SetupStepCodeType = Object.fromEntries(SETUP_STEPS.map((code) => [code, code]))
registerEnumType(SetupStepCodeType, {
  name: 'SetupStepCode',
  description: 'Something to do before a shop sells.',
  valuesConfig: {
    BUSINESS_IDENTITY: { description: 'Enter who sells.' },
    CARD_MAIL: { description: 'Set an OpenPGP key for card mails. Only while the shop takes cards.' },
    DELIVERY: { description: 'Add a shipping method.' },
    LEGAL_PAGES: { description: 'Publish the pages that the law wants.' },
    PAYMENT: { description: 'Let every buyer pay in at least one way.' },
    PRODUCT: { description: 'Publish a product that can be bought.' },
    STOREFRONT: { description: 'Add the address of the website.' },
  },
})
