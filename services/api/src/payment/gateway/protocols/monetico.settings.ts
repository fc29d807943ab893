import { ALWAYS, type BankSettings } from '../bank-protocol-settings.ts'

/** Names and places by Monetico Paiement's technical documentation and dashboard. */
export const moneticoSettings: BankSettings = {
  title: 'Monetico (Crédit Mutuel, CIC)',
  brands: [
    {
      name: 'Monetico (Crédit Mutuel, CIC)',
      paymentUrl: {
        TEST: 'https://p.monetico-services.com/test/paiement.cgi',
        PRODUCTION: 'https://p.monetico-services.com/paiement.cgi',
      },
    },
  ],
  fields: [
    {
      name: 'tpe',
      label: { fr: 'Numéro de TPE', en: 'TPE number' },
      hint: {
        fr: 'Sept caractères : votre terminal de paiement virtuel, dans le courrier d’ouverture de Monetico.',
        en: 'Seven characters: your virtual payment terminal, in Monetico’s opening letter.',
      },
      isSecret: false,
      pattern: /^[0-9A-Za-z]{7}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'societe',
      label: { fr: 'Code société', en: 'Company code' },
      hint: {
        fr: 'Dans le même courrier, tel quel (majuscules et minuscules comptent).',
        en: 'In the same letter, exactly as written (upper and lower case matter).',
      },
      isSecret: false,
      pattern: /^[0-9A-Za-z_-]{1,20}$/,
      neededIn: ALWAYS,
    },
    {
      name: 'key',
      label: { fr: 'Clé de sécurité', en: 'Security key' },
      hint: {
        fr: 'Quarante caractères, téléchargés par le lien que Monetico envoie par e-mail. La même en test et en production.',
        en: 'Forty characters, downloaded by the link that Monetico sends by e-mail. The same in test and in production.',
      },
      isSecret: true,
      pattern: /^[0-9A-Fa-f]{38}[0-9A-Pa-f][0-9A-FMa-f]$/,
      neededIn: ALWAYS,
    },
  ],
  identityOf: ({ tpe = '' }) => tpe,
  notifyUrl: {
    mustBePasted: true,
    where: {
      fr: 'Donnez-la à Monetico comme « URL de confirmation des paiements » (interface retour, CGI2), dans votre tableau de bord ou par e-mail au support, pour le test et pour la production. Sans elle, aucun paiement n’est confirmé.',
      en: 'Give it to Monetico as “URL de confirmation des paiements” (return interface, CGI2), in your dashboard or by e-mail to its support, for test and for production. Without it no payment is confirmed.',
    },
  },
  returnUrl: null,
  tryWith: {
    fr: 'Prenez une carte de test du tableau de bord Monetico.',
    en: 'Use a test card of the Monetico dashboard.',
  },
  refusals: {
    MAC: {
      fr: 'Le sceau (MAC) n’est pas fait avec la clé enregistrée ici. Téléchargez la clé à nouveau et remplacez-la.',
      en: 'The seal (MAC) was not made with the key kept here. Download the key again and replace it.',
    },
    TPE: {
      fr: 'Le message est d’un autre TPE. Vérifiez le numéro de TPE.',
      en: 'The message is of another TPE. Check the TPE number.',
    },
    environment: {
      fr: 'Le message est d’un autre serveur que celui choisi ici (test ou production).',
      en: 'The message is of another server than the one chosen here (test or production).',
    },
  },
}
