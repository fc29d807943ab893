/** What became of the payment: PAID_DO_NOT_KEY where a card was waiting to be certified for the same order. */
export type NoticeOutcome = 'PAID' | 'PAID_DO_NOT_KEY' | 'REFUSED' | 'CANCELLED' | 'RESCUE'

export const NOTICE_TEXTS = {
  fr: {
    order: 'Commande',
    amount: 'Total de la commande',
    bank: 'Banque',
    reference: 'Référence du paiement',
    link: 'Ouvrir la commande',
    unmatchedPayments: 'Décider dans le portail',
    footer: 'Vous recevez cet e-mail parce que cette adresse est celle de la boutique sur Triclic.',
    outcomes: {
      PAID: {
        subject: 'Payée à la banque : commande',
        title: 'La commande est payée',
        text: 'La banque a encaissé le paiement. Il vous reste à expédier la commande.',
      },
      PAID_DO_NOT_KEY: {
        subject: 'Payée à la banque, ne pas saisir la carte : commande',
        title: 'La commande est payée : ne saisissez pas la carte',
        text:
          'L’acheteur avait donné une carte, puis a payé à la banque, qui a encaissé. Ne saisissez pas la carte reçue : ' +
          'ce serait un second débit. Ses chiffres sont effacés ; détruisez l’e-mail qui porte les six derniers.',
      },
      REFUSED: {
        subject: 'Paiement refusé à la banque : commande',
        title: 'La banque a refusé le paiement',
        text: 'L’acheteur peut payer autrement. Vous n’avez rien à faire.',
      },
      CANCELLED: {
        subject: 'Paiement abandonné à la banque : commande',
        title: 'L’acheteur a abandonné le paiement',
        text: 'L’acheteur a quitté la page de la banque sans payer. Il peut encore payer ; vous n’avez rien à faire.',
      },
      RESCUE: {
        subject: 'À traiter, argent reçu sans commande à payer :',
        title: 'De l’argent attend votre décision',
        text:
          'La banque a encaissé un paiement qu’aucune commande ne peut prendre. Rien n’a changé de ce fait. ' +
          'Le portail dit ce qui est possible : l’accepter, le rembourser à la main, ou contacter l’acheteur.',
      },
    },
  },
  en: {
    order: 'Order',
    amount: 'Order total',
    bank: 'Bank',
    reference: 'Payment reference',
    link: 'Open the order',
    unmatchedPayments: 'Decide in the portal',
    footer: 'You get this e-mail because this is the shop’s address at Triclic.',
    outcomes: {
      PAID: {
        subject: 'Paid at the bank: order',
        title: 'The order is paid',
        text: 'The bank has taken the payment. What remains for you is to ship the order.',
      },
      PAID_DO_NOT_KEY: {
        subject: 'Paid at the bank, do not key the card: order',
        title: 'The order is paid: do not key the card',
        text:
          'The buyer had given a card and then paid at the bank, which took the money. Do not key the card you ' +
          'received: that would charge twice. Its digits are erased; destroy the e-mail with the last six.',
      },
      REFUSED: {
        subject: 'Payment refused at the bank: order',
        title: 'The bank refused the payment',
        text: 'The buyer may pay another way. There is nothing for you to do.',
      },
      CANCELLED: {
        subject: 'Payment cancelled at the bank: order',
        title: 'The buyer gave the payment up',
        text: 'The buyer left the bank’s page without paying. Paying is still possible; there is nothing for you to do.',
      },
      RESCUE: {
        subject: 'For you to settle, money received that no order takes:',
        title: 'Money awaits your decision',
        text:
          'The bank took a payment that no order can take. Nothing has changed because of it. ' +
          'The portal tells what is possible: accept it, refund it by hand, or contact the buyer.',
      },
    },
  },
} as const

export const UNMATCHED_REASONS = {
  fr: {
    ALREADY_PAID: 'La commande était déjà payée.',
    ORDER_CANCELLED: 'La commande était annulée.',
    OUT_OF_STOCK: 'La commande était expirée et il ne reste pas assez de stock.',
    WRONG_AMOUNT: 'Le montant encaissé n’est pas celui de la commande.',
    WRONG_CURRENCY: 'La devise encaissée n’est pas celle de la commande.',
    UNKNOWN_REFERENCE: 'La référence du paiement est inconnue.',
  },
  en: {
    ALREADY_PAID: 'The order was paid already.',
    ORDER_CANCELLED: 'The order was cancelled.',
    OUT_OF_STOCK: 'The order had expired and not enough stock is left.',
    WRONG_AMOUNT: 'The amount taken is not that of the order.',
    WRONG_CURRENCY: 'The currency taken is not that of the order.',
    UNKNOWN_REFERENCE: 'The payment’s reference is unknown.',
  },
} as const
