import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { ONLY_VARIANT } from '../../kernel/only-variant.ts'
import type { LabelledValue, MailContent, MailPart } from '../../mail/mail-content.ts'
import type { Mail } from '../../mail/mail.entity.ts'
import type { MailWording } from '../../mail/texts/mail-wording.ts'
import { loadOrderForMail, orderMailSource, type OrderMailSource } from '../../order/mails/order-mail.ts'
import { loadParcel } from '../load-parcels.ts'
import type { Parcel, ParcelContent } from '../parcel.ts'

/** The lines shown. Mail programs cut a mail of more than about 100 kB; the order page shows all lines. */
const MAX_LINES = 50

const message = defineMessages({
  order: { en: 'Order', fr: 'Commande' },
  carrier: { en: 'Carrier', fr: 'Transporteur' },
  number: { en: 'Tracking number', fr: 'Numéro de suivi' },
  track: { en: 'Track the parcel', fr: 'Suivre le colis' },
  contents: { en: 'In this parcel', fr: 'Contenu du colis' },
  moreLines: { en: '… and {count} more', fr: '… et {count} autres' },
  oneMoreLine: { en: '… and 1 more', fr: '… et 1 autre' },
})

/** The content of a mail about the parcel in its details; null if the parcel was taken back. */
export async function writeMailOfParcel(
  tx: InTransaction<WorkerContext>,
  mail: Mail,
  wording: MailWording,
  write: (source: OrderMailSource, parcel: Parcel) => MailContent,
): Promise<MailContent | null> {
  const parcel = await loadParcel(tx, String(mail.details.parcelId))
  if (!parcel) return null
  return write(orderMailSource(tx, await loadOrderForMail(tx, mail), wording), parcel)
}

/** The order's code, the carrier and the tracking number. */
export const parcelFacts = ({ order }: OrderMailSource, parcel: Parcel): MailPart => ({
  kind: 'facts',
  rows: [
    [message('order', order.language), order.code],
    ...row(message('carrier', order.language), parcel.carrier),
    ...row(message('number', order.language), parcel.trackingNumber),
  ],
})

const row = (label: string, value: string | null): LabelledValue[] => (value ? [[label, value]] : [])

export const trackingLink = ({ trackingUrl }: Parcel, language: Language): MailPart[] =>
  trackingUrl ? [{ kind: 'link', label: message('track', language), url: trackingUrl }] : []

/** What is in the parcel, a line each. */
export function parcelContents({ lines }: Parcel, language: Language): MailPart[] {
  if (lines.length === 0) return []
  const hidden = lines.length - MAX_LINES
  const more =
    hidden === 1 ? message('oneMoreLine', language) : message('moreLines', language, { count: hidden })
  return [
    {
      kind: 'address',
      title: message('contents', language),
      lines: [...lines.slice(0, MAX_LINES).map(contentLine), ...(hidden > 0 ? [more] : [])],
    },
  ]
}

const contentLine = ({ quantity, productName, variantName }: ParcelContent): string =>
  `${quantity} × ${productName}${variantName === ONLY_VARIANT ? '' : `, ${variantName}`}`
