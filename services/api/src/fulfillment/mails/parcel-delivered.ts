import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, orderLink, type OrderMailSource } from '../../order/mails/order-mail.ts'
import type { Parcel } from '../parcel.ts'
import { parcelContents, parcelFacts, writeMailOfParcel } from './parcel-mail.ts'

const message = defineMessages({
  title: { en: 'Your parcel was delivered', fr: 'Votre colis est livré' },
  footer: {
    en: 'You’re receiving this email because you placed an order with us.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique.',
  },
})

/** Mail to the buyer when a parcel was delivered. */
export const parcelDelivered: MailRenderer = (tx, mail, wording) =>
  writeMailOfParcel(tx, mail, wording, writeParcelDelivered)

export function writeParcelDelivered(source: OrderMailSource, parcel: Parcel): MailContent {
  const { language } = source.order
  const heading = { title: message('title', language), footer: message('footer', language) }
  return buyerMail(source, 'PARCEL_DELIVERED', heading, [
    parcelFacts(source, parcel),
    ...parcelContents(parcel, language),
    ...orderLink(source, 'see'),
  ])
}
