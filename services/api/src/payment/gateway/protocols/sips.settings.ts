import { EVERY_ENVIRONMENT, type BankBrand, type BankSettings } from '../bank-protocol-settings.ts'

const brand = (name: string, test: string, production: string): BankBrand => ({
  name,
  paymentUrl: { TEST: `https://${test}/paymentInit`, PRODUCTION: `https://${production}/paymentInit` },
})

/** Field names, and where a merchant finds each value, come from Worldline's Sips 2.0 documentation and the banks' versions of it. */
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
      label: { fr: 'Identifiant de la boutique (merchantId)', en: 'Merchant ID (merchantId)' },
      hint: {
        fr: 'Quinze chiffres, dans l’e-mail d’inscription. En test, utilisez celui du simulateur.',
        en: 'Fifteen digits, in the registration email. For testing, use the simulator’s.',
      },
      isSecret: false,
      pattern: /^\d{15}$/,
      length: 15,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'secretKey',
      label: { fr: 'Clé secrète', en: 'Secret key' },
      hint: {
        fr: 'Sur le portail de téléchargement de la banque (Mercanet, Sogenactif ou Sherlock’s Téléchargement). En test, utilisez celle du simulateur.',
        en: 'On the bank’s download site (Mercanet, Sogenactif or Sherlock’s Téléchargement). For testing, use the simulator’s.',
      },
      isSecret: true,
      pattern: /^[!-~]{8,100}$/,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'keyVersion',
      label: { fr: 'Version de la clé', en: 'Key version' },
      hint: {
        fr: 'Le nombre indiqué à côté de la clé\u00a0: 1 pour la première.',
        en: 'The number shown next to the key: 1 for the first key.',
      },
      isSecret: false,
      pattern: /^\d{1,10}$/,
      requiredIn: EVERY_ENVIRONMENT,
    },
  ],
  identityOf: ({ merchantId = '' }) => merchantId,
  notifyUrl: {
    mustBePasted: false,
    instructions: {
      fr: 'Rien à coller\u00a0: l’URL est transmise à la banque avec chaque paiement.',
      en: 'Nothing to paste: the URL is sent to the bank with each payment.',
    },
  },
  returnUrlInstructions: null,
  testPaymentInstructions: {
    fr: 'Sur le simulateur, utilisez une carte de test de la documentation\u00a0; ses deux derniers chiffres déterminent la réponse (00\u00a0: accepté).',
    en: 'On the simulator, use a test card from the documentation; its last two digits determine the response (00: accepted).',
  },
  refusalAdvice: {
    seal: {
      fr: 'Le sceau ne correspond pas à la clé enregistrée ici. Recopiez la clé secrète et sa version.',
      en: 'The seal does not match the key saved here. Copy the secret key and its version again.',
    },
    'key version': {
      fr: 'La banque utilise une autre version de la clé. Recopiez la clé et sa version.',
      en: 'The bank uses a different version of the key. Copy the key and its version again.',
    },
    merchant: {
      fr: 'Le message concerne une autre boutique. Vérifiez l’identifiant.',
      en: 'The message is for another shop. Check the merchant ID.',
    },
    algorithm: {
      fr: 'Votre boutique utilise à la banque un autre algorithme que HMAC-SHA-256. Demandez à la banque de passer à HMAC-SHA-256.',
      en: 'The bank uses an algorithm other than HMAC-SHA-256 for your shop. Ask the bank to switch to HMAC-SHA-256.',
    },
    environment: {
      fr: 'Ces identifiants sont ceux du simulateur\u00a0: ils ne fonctionnent pas en production.',
      en: 'These are the simulator’s credentials: they do not work in production.',
    },
  },
}
