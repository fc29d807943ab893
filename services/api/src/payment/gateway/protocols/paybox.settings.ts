import { EVERY_ENVIRONMENT, type BankSettings } from '../bank-protocol-settings.ts'

/** Source of names and places: the manual of paybox.com and the Vision back office. */
export const payboxSettings: BankSettings = {
  title: 'Up2pay e-Transactions (Crédit Agricole), Paybox (Verifone)',
  brands: [
    {
      name: 'Up2pay e-Transactions (Crédit Agricole)',
      paymentUrl: {
        TEST: 'https://preprod-tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi',
        PRODUCTION: 'https://tpeweb.e-transactions.fr/cgi/MYchoix_pagepaiement.cgi',
      },
    },
    {
      name: 'Paybox (Verifone)',
      paymentUrl: {
        TEST: 'https://preprod-tpeweb.paybox.com/cgi/MYchoix_pagepaiement.cgi',
        PRODUCTION: 'https://tpeweb.paybox.com/cgi/MYchoix_pagepaiement.cgi',
      },
    },
  ],
  fields: [
    {
      name: 'site',
      label: { fr: 'Numéro de site', en: 'Site number' },
      hint: {
        fr: 'Sept chiffres, dans l’e-mail de bienvenue de la banque.',
        en: 'Seven digits, in the welcome email from your bank.',
      },
      isSecret: false,
      pattern: /^\d{7}$/,
      length: 7,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'rang',
      label: { fr: 'Rang', en: 'Rank' },
      hint: {
        fr: 'Deux ou trois chiffres, zéros compris, dans le même e-mail.',
        en: 'Two or three digits, including any leading zero, in the same email.',
      },
      isSecret: false,
      pattern: /^\d{2,3}$/,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'identifiant',
      label: { fr: 'Identifiant', en: 'Identifier' },
      hint: {
        fr: 'De un à neuf chiffres, dans le même e-mail.',
        en: 'One to nine digits, in the same email.',
      },
      isSecret: false,
      pattern: /^\d{1,9}$/,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'hmacKey',
      label: { fr: 'Clé HMAC', en: 'HMAC key' },
      hint: {
        fr: 'Une longue suite de chiffres et de lettres de A à F (128 caractères en général). Générez-la dans le Back Office Vision › Informations › Clé d’authentification, puis confirmez-la par e-mail. Le test et la production ont chacun leur clé.',
        en: 'A long string of digits and letters A to F (usually 128 characters). Generate it in the Vision back office › Information › Authentication key, then confirm it by email. Test and production have different keys.',
      },
      isSecret: true,
      pattern: /^([0-9A-Fa-f]{2}){32,128}$/,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'addresses',
      label: { fr: 'Adresses IP de la banque', en: 'Bank IP addresses' },
      hint: {
        fr: 'Laissez vide, sauf si la banque annonce de nouvelles adresses\u00a0; séparez-les alors par des virgules.',
        en: 'Leave empty unless the bank announces new addresses; if so, separate them with commas.',
      },
      isSecret: false,
      pattern: /^[0-9a-fA-F.:]{2,45}(\s*,\s*[0-9a-fA-F.:]{2,45}){0,9}$/,
      requiredIn: [],
    },
    {
      name: 'publicKey',
      label: { fr: 'Clé publique de la banque', en: 'Bank public key' },
      hint: {
        fr: 'Laissez vide\u00a0: celle de Paybox est déjà connue. À remplir seulement pour un serveur de test qui signe avec une autre clé (format PEM).',
        en: 'Leave empty: the Paybox key is already known. Fill in only for a test server that signs with another key (PEM format).',
      },
      isSecret: false,
      pattern: /^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]{100,1200}-----END PUBLIC KEY-----$/,
      requiredIn: [],
      isMultiline: true,
    },
  ],
  identityOf: ({ site = '', rang = '' }) => `${site}/${rang}`,
  notifyUrl: {
    mustBePasted: false,
    instructions: {
      fr: 'Rien à coller\u00a0: l’URL est transmise à la banque avec chaque paiement. Vous pouvez aussi la saisir dans le Back Office Vision › Informations › URL IPN.',
      en: 'Nothing to paste: the URL is sent to the bank with each payment. You can also enter it in the Vision back office › Information › IPN URL.',
    },
  },
  returnUrlInstructions: null,
  testPaymentInstructions: {
    fr: 'Utilisez la carte de test indiquée dans le manuel de la banque.',
    en: 'Use the test card given in the bank’s manual.',
  },
  refusalAdvice: {
    signature: {
      fr: 'La signature du message n’est pas celle de la banque.',
      en: 'The signature of the message is not the bank’s.',
    },
    unsigned: {
      fr: 'Le message n’est pas signé\u00a0: il ne vient sans doute pas de la banque.',
      en: 'The message is not signed, so it probably did not come from the bank.',
    },
    address: {
      fr: 'Le message ne vient pas d’une adresse connue de la banque. Si la banque en a annoncé de nouvelles, ajoutez-les ci-dessus.',
      en: 'The message did not come from a known address of the bank. If the bank has announced new addresses, add them above.',
    },
    environment: {
      fr: 'Le message provient d’un autre mode que celui choisi ici (test ou production).',
      en: 'The message is for a different mode than the one selected here (test or production).',
    },
  },
}
