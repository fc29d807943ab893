import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailPart, MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, orderLink, type OrderMailSource } from '../../order/mails/order-mail.ts'
import type { Parcel } from '../parcel.ts'
import { parcelContents, parcelFacts, writeMailOfParcel } from './parcel-mail.ts'

const message = defineMessages({
  title: { en: 'Your order is ready', fr: 'Votre commande est prête' },
  address: { en: 'Where to collect it', fr: 'Où la retirer' },
  hours: { en: 'When', fr: 'Quand' },
  footer: {
    en: 'You’re receiving this email because you placed an order with us.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique.',
  },
})

/** Mail to the buyer when the order can be collected: what, where and when. */
export const readyForPickup: MailRenderer = (tx, mail, wording) =>
  writeMailOfParcel(tx, mail, wording, writeReadyForPickup)

export function writeReadyForPickup(source: OrderMailSource, parcel: Parcel): MailContent {
  const { language } = source.order
  const heading = { title: message('title', language), footer: message('footer', language) }
  const block = (title: 'address' | 'hours', text: string | null): MailPart[] =>
    text ? [{ kind: 'address', title: message(title, language), lines: text.split('\n') }] : []
  return buyerMail(source, 'READY_FOR_PICKUP', heading, [
    parcelFacts(source, parcel),
    ...block('address', parcel.pickupAddress),
    ...block('hours', parcel.openingHours),
    ...parcelContents(parcel, language),
    ...orderLink(source, 'see'),
  ])
}
