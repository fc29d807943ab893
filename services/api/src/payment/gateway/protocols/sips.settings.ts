import { ALWAYS, type BankBrand, type BankSettings } from '../bank-protocol-settings.ts'

const brand = (name: string, test: string, production: string): BankBrand => ({
  name,
  paymentUrl: { TEST: `https://${test}/paymentInit`, PRODUCTION: `https://${production}/paymentInit` },
})

/** Names and places by Worldline's documentation of Sips 2.0 and its banks' own editions. */
export const sipsSettings: BankSettings = {
  title: 'Mercanet, Sogenactif, Sherlock’s (Worldline Sips)',
  brands: [
    brand('Mercanet (BNP Paribas)', 'payment-webinit.simu.mercanet.com', 'payment-webinit.mercanet.com'),
    brand(
      'Sogenactif (Société Générale)',
      'payment-webinit.simu.sogenactif.com',
      'payment-webinit.sogenactif.com',
    ),
    brand(
      'Sherlock’s (LCL)',
      'sherlocks-payment-webinit-simu.secure.lcl.fr',
      'sherlocks-payment-webinit.secure.lcl.fr',
    ),
    brand('Worldline Sips', 'payment-webinit.simu.sips-services.com', 'payment-webinit.sips-services.com'),
  ],
  fields: [
    {
      name: 'merchantId',
      label: { fr: 'Identifiant de la boutique (merchantId)', en: 'Shop identifier (merchantId)' },
      hint: {
        fr: 'Quinze chiffres, dans l’e-mail d’inscription. En test, celui du simulateur.',
        en: 'Fifteen digits, in the registration e-mail. In test, the simulator’s.',
      },
      isSecret: false,
      pattern: /^\d{15}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'secretKey',
      label: { fr: 'Clé secrète', en: 'Secret key' },
      hint: {
        fr: 'Sur le portail de téléchargement de la banque (Mercanet, Sogenactif ou Sherlock’s Téléchargement). En test, celle du simulateur.',
        en: 'On the bank’s download site (Mercanet, Sogenactif or Sherlock’s Téléchargement). In test, the simulator’s.',
      },
      isSecret: true,
      pattern: /^[!-~]{8,100}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'keyVersion',
      label: { fr: 'Version de la clé', en: 'Key version' },
      hint: {
        fr: 'Un nombre, à côté de la clé : 1 pour la première.',
        en: 'A number, beside the key: 1 for the first.',
      },
      isSecret: false,
      pattern: /^\d{1,10}$/,
      neededIn: ALWAYS,
    },
  ],
  identityOf: ({ merchantId = '' }) => merchantId,
  notifyUrl: {
    mustBePasted: false,
    where: {
      fr: 'Rien à coller : chaque paiement l’annonce à la banque.',
      en: 'Nothing to paste: each payment tells the bank.',
    },
  },
  returnUrl: null,
  tryWith: {
    fr: 'Sur le simulateur, prenez une carte de test de la documentation ; ses deux derniers chiffres donnent la réponse (00 : accepté).',
    en: 'On the simulator use a test card of the documentation; its last two digits are the answer (00: accepted).',
  },
  refusals: {
    seal: {
      fr: 'Le sceau n’est pas fait avec la clé enregistrée ici. Recopiez la clé secrète, et sa version.',
      en: 'The seal was not made with the key kept here. Copy the secret key again, and its version.',
    },
    'key version': {
      fr: 'La banque utilise une autre version de la clé. Recopiez la clé et sa version.',
      en: 'The bank uses another version of the key. Copy the key and its version again.',
    },
    merchant: {
      fr: 'Le message est d’une autre boutique. Vérifiez l’identifiant.',
      en: 'The message is of another shop. Check the identifier.',
    },
    algorithm: {
      fr: 'La boutique est réglée à la banque sur un autre algorithme que HMAC-SHA-256 : demandez HMAC-SHA-256.',
      en: 'The shop is set at the bank to another algorithm than HMAC-SHA-256: ask for HMAC-SHA-256.',
    },
    environment: {
      fr: 'Ces identifiants sont ceux du simulateur : ils ne servent pas en production.',
      en: 'These identifiers are the simulator’s: they are of no use in production.',
    },
  },
}
