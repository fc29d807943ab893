import { registerEnumType } from 'type-graphql'
import { EEA_COUNTRIES } from '../kernel/eea.ts'
import type { Shop } from './shop.ts'

/** To which buyers a shop offers payment by card. Each value includes the ones before it. */
export const CardOffer = {
  NOBODY: 'NOBODY',
  TELEPHONE_AND_MAIL: 'TELEPHONE_AND_MAIL',
  OUTSIDE_EEA: 'OUTSIDE_EEA',
  EVERYBODY: 'EVERYBODY',
} as const
export type CardOffer = keyof typeof CardOffer

registerEnumType(CardOffer, {
  name: 'CardOffer',
  description: 'To which buyers a shop offers payment by card, with a number that a member keys at the bank.',
  valuesConfig: {
    TELEPHONE_AND_MAIL: { description: 'For orders that a member entered. Nobody on the website.' },
    OUTSIDE_EEA: {
      description:
        'Also to buyers on the website whose billing address is outside the European Economic Area.',
    },
    EVERYBODY: {
      description:
        'Also to buyers within the European Economic Area, whose banks decline most cards that are keyed without strong authentication.',
    },
    NOBODY: { description: 'The shop takes no cards.' },
  },
})

/** How an order reached the shop. */
export const OrderChannel = { WEB: 'WEB', TELEPHONE: 'TELEPHONE', MAIL: 'MAIL' } as const
export type OrderChannel = keyof typeof OrderChannel

registerEnumType(OrderChannel, {
  name: 'OrderChannel',
  description: 'How an order reached the shop: through its website, or entered by a member.',
  valuesConfig: {
    MAIL: { description: 'Entered by a member, from a letter or an email.' },
    TELEPHONE: { description: 'Entered by a member, from a call.' },
    WEB: { description: 'Placed by the buyer on a website of the shop.' },
  },
})

/**
 * Whether the shop's settings offer payment by card for such an order. The country of the billing address stands for that of the card's issuer, which
 * is not known before the number is given: strong authentication is required where both banks are in the European Economic Area (Directive (EU)
 * 2015/2366, art. 97; mail and telephone orders: EBA Q&A 2019_4788 and 2019_4790).
 */
export function isCardOffered(
  { paymentModes, cardOffer }: Pick<Shop, 'paymentModes' | 'cardOffer'>,
  { channel, billingCountry }: { channel: OrderChannel; billingCountry: string },
): boolean {
  if (!paymentModes.includes('CARD')) return false
  if (channel !== 'WEB' || cardOffer === 'EVERYBODY') return true
  return cardOffer === 'OUTSIDE_EEA' && !EEA_COUNTRIES.has(billingCountry)
}
