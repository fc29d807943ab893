import { defineMessages } from '../kernel/messages.ts'
import type { MailRenderer } from '../mail/mail-content.ts'

const message = defineMessages({
  subject: { en: 'A webhook was switched off', fr: 'Un webhook a été désactivé' },
  gone: {
    en: 'The program at {host} answered that it no longer exists (410 Gone). Nothing more is sent to it.',
    fr: 'Le programme sur {host} a répondu qu’il n’existe plus (410 Gone). Plus rien ne lui est envoyé.',
  },
  advice: {
    en: 'If it still exists, switch the webhook on again: what was not delivered is then sent.',
    fr: 'S’il existe encore, réactivez le webhook\u00a0: ce qui n’a pas été remis est alors envoyé.',
  },
  link: { en: 'Open the webhooks', fr: 'Ouvrir les webhooks' },
  footer: {
    en: 'You receive this email because you run the shop.',
    fr: 'Vous recevez cet e-mail parce que vous gérez la boutique.',
  },
})

/** To the merchant, in the shop's language. Null if the endpoint was deleted or works again. */
export const webhookGone: MailRenderer = async (tx, mail) => {
  const [endpoint] = await tx.em.execute<{ url: string }[]>(
    'select url from webhook_endpoint where shop_id = ? and id = ? and not is_active',
    [tx.shop.id, mail.details.endpointId],
  )
  if (!endpoint) return null
  const { locale: language, slug, name: shopName } = tx.shop
  const title = message('subject', language)
  return {
    language,
    shopName,
    subject: `${title} – ${shopName}`,
    title,
    parts: [
      { kind: 'paragraph', text: message('gone', language, { host: new URL(endpoint.url).host }) },
      { kind: 'paragraph', text: message('advice', language) },
      {
        kind: 'link',
        label: message('link', language),
        url: `${tx.app.env.portalUrl}/${slug}/settings/webhooks`,
      },
    ],
    footer: message('footer', language),
  }
}
