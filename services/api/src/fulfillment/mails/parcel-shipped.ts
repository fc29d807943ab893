import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailRenderer } from '../../mail/mail-content.ts'
import { deliveryAddress } from '../../order/mails/order-block.ts'
import { buyerMail, orderLink, type OrderMailSource } from '../../order/mails/order-mail.ts'
import type { Parcel } from '../parcel.ts'
import { parcelContents, parcelFacts, trackingLink, writeMailOfParcel } from './parcel-mail.ts'

const message = defineMessages({
  title: { en: 'Your parcel is on its way', fr: 'Votre colis est en route' },
  footer: {
    en: 'You’re receiving this email because you placed an order with us.',
    fr: 'Vous recevez cet e-mail parce que vous avez passé une commande dans notre boutique.',
  },
})

/** Mail to the buyer when a parcel was sent: what is in it, who carries it and where it can be followed. */
export const parcelShipped: MailRenderer = (tx, mail, wording) =>
  writeMailOfParcel(tx, mail, wording, writeParcelShipped)

export function writeParcelShipped(source: OrderMailSource, parcel: Parcel): MailContent {
  const { language } = source.order
  const heading = { title: message('title', language), footer: message('footer', language) }
  return buyerMail(source, 'PARCEL_SHIPPED', heading, [
    parcelFacts(source, parcel),
    ...trackingLink(parcel, language),
    ...parcelContents(parcel, language),
    deliveryAddress(source.order),
    ...orderLink(source, 'see'),
  ])
}
