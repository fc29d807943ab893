/**
 * The outcome of a bank payment. PAID_DO_NOT_KEY: paid while a card was waiting to be certified for the same order.
 * RESCUE: the payment is on the list of unmatched payments.
 */
export type NoticeOutcome = 'PAID' | 'PAID_DO_NOT_KEY' | 'REFUSED' | 'CANCELLED' | 'RESCUE'

export const NOTICE_TEXTS = {
  fr: {
    order: 'Commande',
    amount: 'Total de la commande',
    bank: 'Banque',
    reference: 'Référence du paiement',
    link: 'Ouvrir la commande',
    unmatchedPaymentsLink: 'Ouvrir les paiements à rapprocher',
    footer: 'Vous recevez cet e-mail parce que cette adresse est celle de la boutique sur Triclic.',
    outcomes: {
      PAID: {
        subject: 'Paiement accepté par la banque\u00a0: commande',
        title: 'La commande est payée',
        text: 'La banque a accepté le paiement. Vous pouvez expédier la commande.',
      },
      PAID_DO_NOT_KEY: {
        subject: 'Payée à la banque, ne saisissez pas la carte\u00a0: commande',
        title: 'La commande est payée\u00a0: ne saisissez pas la carte',
        text:
          'L’acheteur avait donné une carte, puis il a payé sur la page de la banque, qui a accepté ce paiement. Ne saisissez ' +
          'pas la carte sur votre terminal\u00a0: l’acheteur serait débité deux fois. Les chiffres conservés ont été effacés\u00a0; ' +
          'supprimez l’e-mail qui contient les six derniers.',
      },
      REFUSED: {
        subject: 'Paiement refusé par la banque\u00a0: commande',
        title: 'La banque a refusé le paiement',
        text: 'L’acheteur peut payer par un autre moyen. Vous n’avez rien à faire.',
      },
      CANCELLED: {
        subject: 'Paiement abandonné par l’acheteur\u00a0: commande',
        title: 'L’acheteur a abandonné le paiement',
        text: 'L’acheteur a quitté la page de la banque sans payer. Il peut encore payer la commande\u00a0; vous n’avez rien à faire.',
      },
      RESCUE: {
        subject: 'Paiement à rapprocher\u00a0:',
        title: 'Un paiement est à rapprocher',
        text:
          'La banque a encaissé un paiement qui ne correspond à aucune commande à payer. Aucune commande n’a été modifiée. ' +
          'Le portail vous indique ce que vous pouvez faire\u00a0: l’accepter, le rembourser auprès de la banque ou contacter l’acheteur.',
      },
    },
  },
  en: {
    order: 'Order',
    amount: 'Order total',
    bank: 'Bank',
    reference: 'Payment reference',
    link: 'Open the order',
    unmatchedPaymentsLink: 'Open unmatched payments',
    footer: 'You received this email because this is your shop’s address on Triclic.',
    outcomes: {
      PAID: {
        subject: 'Payment approved by the bank: order',
        title: 'The order is paid',
        text: 'The bank approved the payment. You can ship the order.',
      },
      PAID_DO_NOT_KEY: {
        subject: 'Paid at the bank, do not key the card: order',
        title: 'The order is paid: do not key the card',
        text:
          'The buyer gave a card and then paid on the bank’s page, and the bank approved that payment. Do not key the card ' +
          'into your terminal: the buyer would be charged twice. The kept digits have been erased; delete the email ' +
          'with the last six.',
      },
      REFUSED: {
        subject: 'Payment declined by the bank: order',
        title: 'The bank declined the payment',
        text: 'The buyer can pay another way. You do not need to do anything.',
      },
      CANCELLED: {
        subject: 'Payment cancelled by the buyer: order',
        title: 'The buyer cancelled the payment',
        text: 'The buyer left the bank’s page without paying and can still pay for the order. You do not need to do anything.',
      },
      RESCUE: {
        subject: 'Unmatched payment:',
        title: 'A payment needs your attention',
        text:
          'The bank took a payment that does not match any order awaiting payment. No order was changed. ' +
          'The portal shows what you can do: accept it, refund it at the bank, or contact the buyer.',
      },
    },
  },
} as const

export const UNMATCHED_REASONS = {
  fr: {
    ALREADY_PAID: 'La commande était déjà payée.',
    ORDER_CANCELLED: 'La commande était annulée.',
    OUT_OF_STOCK: 'La commande avait expiré et le stock restant ne suffit pas.',
    WRONG_AMOUNT: 'Le montant encaissé n’est pas celui de la commande.',
    WRONG_CURRENCY: 'La devise du paiement n’est pas celle de la commande.',
    UNKNOWN_REFERENCE: 'La référence du paiement est inconnue.',
  },
  en: {
    ALREADY_PAID: 'The order was already paid.',
    ORDER_CANCELLED: 'The order was cancelled.',
    OUT_OF_STOCK: 'The order had expired and there is not enough stock left.',
    WRONG_AMOUNT: 'The amount paid is not the order’s total.',
    WRONG_CURRENCY: 'The currency of the payment is not that of the order.',
    UNKNOWN_REFERENCE: 'The payment reference is unknown.',
  },
} as const

export type UnmatchedReason = keyof (typeof UNMATCHED_REASONS)['fr']
