import { EVERY_ENVIRONMENT, type BankBrand, type BankSettings } from '../bank-protocol-settings.ts'

/** Test and production share the URL; the mode is a field of the form. */
const brand = (name: string, host: string): BankBrand => {
  const url = `https://${host}/vads-payment/`
  return { name, paymentUrl: { TEST: url, PRODUCTION: url } }
}

/** Sixteen characters. Source: Lyra's hosted payment page guide. */
const KEY = /^[!-~]{16}$/

/** Source of names and places: the Lyra back office (Expert) and the hosted payment page guide. */
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
      length: 8,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'testKey',
      label: { fr: 'Clé de test', en: 'Test key' },
      hint: {
        fr: 'Seize caractères, dans le même onglet. L’algorithme de signature doit être HMAC-SHA-256.',
        en: 'Sixteen characters, in the same tab. The signature algorithm must be HMAC-SHA-256.',
      },
      isSecret: true,
      pattern: KEY,
      length: 16,
      requiredIn: ['TEST'],
    },
    {
      name: 'productionKey',
      label: { fr: 'Clé de production', en: 'Production key' },
      hint: {
        fr: 'Seize caractères, dans le même onglet, une fois la boutique passée en production.',
        en: 'Sixteen characters, in the same tab, once your shop is in production there.',
      },
      isSecret: true,
      pattern: KEY,
      length: 16,
      requiredIn: ['PRODUCTION'],
    },
  ],
  identityOf: ({ siteId = '' }) => siteId,
  notifyUrl: {
    mustBePasted: true,
    instructions: {
      fr: 'Back Office › Paramétrage › Règles de notifications › URL de notification à la fin du paiement, en mode TEST et en mode PRODUCTION. Activez aussi le rejeu automatique en cas d’échec.',
      en: 'Back Office › Settings › Notification rules › Instant Payment Notification URL at the end of the payment, in TEST mode and in PRODUCTION mode. Also turn on automatic retry in case of failure.',
    },
  },
  returnUrlInstructions: {
    fr: 'Back Office › Paramétrage › Boutique › Configuration › URL de retour, en mode TEST et en mode PRODUCTION.',
    en: 'Back Office › Settings › Shop › Configuration › Return URL, in TEST mode and in PRODUCTION mode.',
  },
  testPaymentInstructions: {
    fr: 'La page de test propose des cartes de test\u00a0: choisissez-en une.',
    en: 'The test page lists test cards: choose one.',
  },
  refusalAdvice: {
    signature: {
      fr: 'La signature ne correspond pas à la clé enregistrée ici. Recopiez la clé du mode utilisé (test ou production) et vérifiez que l’algorithme est HMAC-SHA-256.',
      en: 'The signature does not match the key saved here. Copy the key for the current mode (test or production) again, and check that the algorithm is HMAC-SHA-256.',
    },
    site: {
      fr: 'Le message concerne une autre boutique de la banque. Vérifiez l’identifiant de la boutique, et que cette URL n’est pas collée dans les réglages d’une autre boutique.',
      en: 'The message is for another shop at the bank. Check the shop ID, and that this URL is not pasted in another shop’s settings there.',
    },
    environment: {
      fr: 'Le message provient d’un autre mode que celui choisi ici (test ou production).',
      en: 'The message is for a different mode than the one selected here (test or production).',
    },
    'not a notification': {
      fr: 'Ce message est le retour du client, pas une notification. L’URL a sans doute été collée comme URL de retour.',
      en: 'This message is the buyer’s return, not a notification. The URL was probably pasted as the return URL.',
    },
  },
}
