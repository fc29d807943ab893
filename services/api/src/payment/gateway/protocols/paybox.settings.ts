import { ALWAYS, type BankSettings } from '../bank-protocol-settings.ts'

/** Names and places by the manual of paybox.com and the Vision back office. */
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
        en: 'Seven digits, in the bank’s welcome e-mail.',
      },
      isSecret: false,
      pattern: /^\d{7}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'rang',
      label: { fr: 'Rang', en: 'Rank' },
      hint: {
        fr: 'Deux ou trois chiffres, zéro compris, dans le même e-mail.',
        en: 'Two or three digits, zeros included, in the same e-mail.',
      },
      isSecret: false,
      pattern: /^\d{2,3}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'identifiant',
      label: { fr: 'Identifiant', en: 'Identifier' },
      hint: { fr: 'Un à neuf chiffres, dans le même e-mail.', en: 'One to nine digits, in the same e-mail.' },
      isSecret: false,
      pattern: /^\d{1,9}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'hmacKey',
      label: { fr: 'Clé HMAC', en: 'HMAC key' },
      hint: {
        fr: 'Une longue suite de chiffres et de lettres de A à F (128 en général), créée dans le Back Office Vision › Informations › Clé d’authentification, puis confirmée par e-mail. Le test et la production ont chacun la leur.',
        en: 'A long row of digits and letters A to F (128 as a rule), made in the Vision back office › Information › Authentication key, then confirmed by e-mail. Test and production have one each.',
      },
      isSecret: true,
      pattern: /^([0-9A-Fa-f]{2}){32,128}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'addresses',
      label: { fr: 'Adresses IP de la banque', en: 'The bank’s IP addresses' },
      hint: {
        fr: 'Laissez vide, sauf si la banque annonce de nouvelles adresses : séparez-les par des virgules.',
        en: 'Leave empty unless the bank announces new addresses: separate them by commas.',
      },
      isSecret: false,
      pattern: /^[0-9a-fA-F.:]{2,45}(\s*,\s*[0-9a-fA-F.:]{2,45}){0,9}$/,
      neededIn: [],
    },
    {
      name: 'publicKey',
      label: { fr: 'Clé publique de la banque', en: 'The bank’s public key' },
      hint: {
        fr: 'Laissez vide : celle de Paybox est connue. À remplir pour un banc d’essai qui signe avec une autre clé (PEM).',
        en: 'Leave empty: Paybox’s own is known. For a test bench that signs with another key (PEM).',
      },
      isSecret: false,
      pattern: /^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]{100,1200}-----END PUBLIC KEY-----$/,
      neededIn: [],
      isLong: true,
    },
  ],
  identityOf: ({ site = '', rang = '' }) => `${site}/${rang}`,
  notifyUrl: {
    mustBePasted: false,
    where: {
      fr: 'Rien à coller : chaque paiement l’annonce à la banque. Vous pouvez aussi l’inscrire dans le Back Office Vision › Informations › URL IPN.',
      en: 'Nothing to paste: each payment tells the bank. You may also enter it in the Vision back office › Information › IPN URL.',
    },
  },
  returnUrl: null,
  tryWith: {
    fr: 'Prenez la carte de test que donne le manuel de la banque.',
    en: 'Use the test card given in the bank’s manual.',
  },
  refusals: {
    signature: {
      fr: 'Le message n’est pas signé par la banque.',
      en: 'The message is not signed by the bank.',
    },
    unsigned: {
      fr: 'Le message n’est pas signé : il ne vient sans doute pas de la banque.',
      en: 'The message is not signed: it probably did not come from the bank.',
    },
    address: {
      fr: 'Le message ne vient pas d’une adresse connue de la banque. Si la banque en a annoncé de nouvelles, inscrivez-les ci-dessus.',
      en: 'The message did not come from a known address of the bank. If the bank has announced new ones, enter them above.',
    },
    environment: {
      fr: 'Le message est d’un autre mode que celui choisi ici (test ou production).',
      en: 'The message is of another mode than the one chosen here (test or production).',
    },
  },
}
