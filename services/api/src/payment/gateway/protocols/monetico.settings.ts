import { EVERY_ENVIRONMENT, type BankSettings } from '../bank-protocol-settings.ts'

/** Source of names and places: Monetico Paiement's technical documentation and dashboard. */
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
        fr: 'Sept caractères\u00a0: votre terminal de paiement virtuel, indiqué dans le courrier d’ouverture de Monetico.',
        en: 'Seven characters: your virtual payment terminal, in the welcome letter from Monetico.',
      },
      isSecret: false,
      pattern: /^[0-9A-Za-z]{7}$/,
      length: 7,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'societe',
      label: { fr: 'Code société', en: 'Company code' },
      hint: {
        fr: 'Dans le même courrier, exactement tel quel (respectez les majuscules et les minuscules).',
        en: 'In the same letter, exactly as written (case-sensitive).',
      },
      isSecret: false,
      pattern: /^[0-9A-Za-z_-]{1,20}$/,
      requiredIn: EVERY_ENVIRONMENT,
    },
    {
      name: 'key',
      label: { fr: 'Clé de sécurité', en: 'Security key' },
      hint: {
        fr: 'Quarante caractères, à télécharger avec le lien que Monetico envoie par e-mail. La même clé sert en test et en production.',
        en: 'Forty characters, downloaded from the link that Monetico sends by email. The same key is used in test and in production.',
      },
      isSecret: true,
      pattern: /^[0-9A-Fa-f]{38}[0-9A-Pa-f][0-9A-FMa-f]$/,
      length: 40,
      requiredIn: EVERY_ENVIRONMENT,
    },
  ],
  identityOf: ({ tpe = '' }) => tpe,
  notifyUrl: {
    mustBePasted: true,
    instructions: {
      fr: 'Donnez cette URL à Monetico comme «\u00a0URL de confirmation des paiements\u00a0» (interface retour, CGI2), dans votre tableau de bord ou par e-mail au support, pour le test et pour la production. Sans cette URL, aucun paiement n’est confirmé.',
      en: 'Give this URL to Monetico as “URL de confirmation des paiements” (return interface, CGI2), in your dashboard or by email to their support, for test and for production. Without it, no payment is confirmed.',
    },
  },
  returnUrlInstructions: null,
  testPaymentInstructions: {
    fr: 'Utilisez une carte de test du tableau de bord Monetico.',
    en: 'Use a test card from the Monetico dashboard.',
  },
  refusalAdvice: {
    MAC: {
      fr: 'Le sceau (MAC) ne correspond pas à la clé enregistrée ici. Téléchargez de nouveau la clé et remplacez-la.',
      en: 'The seal (MAC) does not match the key saved here. Download the key again and replace it.',
    },
    TPE: {
      fr: 'Le message concerne un autre TPE. Vérifiez le numéro de TPE.',
      en: 'The message is for another TPE. Check the TPE number.',
    },
    environment: {
      fr: 'Le message provient d’un autre serveur que celui choisi ici (test ou production).',
      en: 'The message comes from a different server than the one selected here (test or production).',
    },
  },
}
