import { ALWAYS, type BankBrand, type BankSettings } from '../bank-protocol-settings.ts'

/** Test and production share the address; the mode is a field of the form. */
const brand = (name: string, host: string): BankBrand => {
  const url = `https://${host}/vads-payment/`
  return { name, paymentUrl: { TEST: url, PRODUCTION: url } }
}

/** Sixteen characters, by Lyra's hosted payment page guide. */
const KEY = /^[!-~]{16}$/

/** Names and places by the Lyra back office (Expert) and its hosted payment page guide. */
export const lyraSettings: BankSettings = {
  title: 'PayZen, Systempay, Sogecommerce, Scellius, Clic&Pay (Lyra)',
  brands: [
    brand('PayZen', 'secure.payzen.eu'),
    brand('Systempay (Banque Populaire, Caisse d’Épargne)', 'paiement.systempay.fr'),
    brand('Sogecommerce (Société Générale)', 'sogecommerce.societegenerale.eu'),
    brand('Scellius (La Banque Postale)', 'scelliuspaiement.labanquepostale.fr'),
    brand('Clic&Pay (Crédit du Nord)', 'clicandpay.groupecdn.fr'),
    brand('OSB (Polynésie)', 'secure.osb.pf'),
    brand('Lyra Collect', 'secure.lyra.com'),
  ],
  fields: [
    {
      name: 'siteId',
      label: { fr: 'Identifiant de la boutique', en: 'Shop ID' },
      hint: {
        fr: 'Huit chiffres. Back Office › Paramétrage › Boutique › Clés.',
        en: 'Eight digits. Back Office › Settings › Shop › Keys.',
      },
      isSecret: false,
      pattern: /^\d{8}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'testKey',
      label: { fr: 'Clé de test', en: 'Test key' },
      hint: {
        fr: 'Seize caractères. Même onglet. L’algorithme de signature doit y être HMAC-SHA-256.',
        en: 'Sixteen characters. Same tab. The signature algorithm there must be HMAC-SHA-256.',
      },
      isSecret: true,
      pattern: KEY,
      neededIn: ['TEST'],
    },
    {
      name: 'productionKey',
      label: { fr: 'Clé de production', en: 'Production key' },
      hint: {
        fr: 'Seize caractères. Même onglet, une fois la boutique passée en production.',
        en: 'Sixteen characters. Same tab, once your shop has gone live there.',
      },
      isSecret: true,
      pattern: KEY,
      neededIn: ['PRODUCTION'],
    },
  ],
  identityOf: ({ siteId = '' }) => siteId,
  notifyUrl: {
    mustBePasted: true,
    where: {
      fr: 'Back Office › Paramétrage › Règles de notifications › URL de notification à la fin du paiement : en mode TEST et en mode PRODUCTION. Activez aussi le rejeu automatique en cas d’échec.',
      en: 'Back Office › Settings › Notification rules › Instant Payment Notification URL at the end of the payment: in TEST mode and in PRODUCTION mode. Turn on the automatic retry in case of failure too.',
    },
  },
  returnUrl: {
    fr: 'Back Office › Paramétrage › Boutique › Configuration › URL de retour, en mode TEST et en mode PRODUCTION.',
    en: 'Back Office › Settings › Shop › Configuration › Return URL, in TEST mode and in PRODUCTION mode.',
  },
  tryWith: {
    fr: 'La page de test propose elle-même des cartes de test : choisissez-en une.',
    en: 'The test page offers test cards of its own: choose one.',
  },
  refusals: {
    signature: {
      fr: 'La signature n’est pas faite avec la clé enregistrée ici. Recopiez la clé du mode utilisé (test ou production) et vérifiez que l’algorithme est HMAC-SHA-256.',
      en: 'The signature was not made with the key kept here. Copy the key of the mode in use (test or production) again, and check that the algorithm is HMAC-SHA-256.',
    },
    site: {
      fr: 'Le message vient d’une autre boutique de la banque. Vérifiez l’identifiant de la boutique, et que cette URL n’est pas collée dans une autre boutique.',
      en: 'The message is of another shop at the bank. Check the shop ID, and that this URL is not pasted in another shop there.',
    },
    environment: {
      fr: 'Le message est d’un autre mode que celui choisi ici (test ou production).',
      en: 'The message is of another mode than the one chosen here (test or production).',
    },
    'not a notification': {
      fr: 'C’est le retour du navigateur qui est arrivé, pas la notification. L’URL a sans doute été collée comme URL de retour.',
      en: 'This was the browser’s return, not the notification. The URL was probably pasted as the return URL.',
    },
  },
}
