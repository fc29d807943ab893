import type { Language } from '../../kernel/errors.ts'

/** The mails to buyers, whose texts a shop can change. Mails to members and to the merchant always have the texts of the platform. */
export const BUYER_MAIL_KINDS = [
  'ORDER_CONFIRMATION',
  'PAYMENT_CONFIRMATION',
  'PAYMENT_REFUSED',
  'PAYMENT_REMINDER',
  'CARD_REQUEST',
  'PARCEL_SHIPPED',
  'READY_FOR_PICKUP',
  'PARCEL_DELIVERED',
  'REFUND',
  'BANK_PAYMENT_REQUEST',
  'TRANSFER_INSTRUCTIONS',
  'CHEQUE_INSTRUCTIONS',
  'WITHDRAWAL',
] as const
export type BuyerMailKind = (typeof BUYER_MAIL_KINDS)[number]

/**
 * The texts of a mail that a shop can change: plain text with placeholders such as `{order}`. An empty line separates paragraphs. The order, its
 * amounts, what the law wants and the links stand between introduction and closing, and cannot be changed.
 */
export interface MailText {
  subject: string
  introduction: string
  /** May be empty. */
  closing: string
}

const COMMON = ['greeting', 'name', 'order', 'shop', 'total'] as const

/** The placeholders that the texts of each mail may contain. */
export const PLACEHOLDERS: Record<BuyerMailKind, readonly string[]> = {
  ORDER_CONFIRMATION: COMMON,
  PAYMENT_CONFIRMATION: COMMON,
  PAYMENT_REFUSED: COMMON,
  PAYMENT_REMINDER: [...COMMON, 'deadline'],
  CARD_REQUEST: COMMON,
  PARCEL_SHIPPED: COMMON,
  READY_FOR_PICKUP: COMMON,
  PARCEL_DELIVERED: COMMON,
  REFUND: [...COMMON, 'amount'],
  BANK_PAYMENT_REQUEST: COMMON,
  TRANSFER_INSTRUCTIONS: [...COMMON, 'deadline'],
  CHEQUE_INSTRUCTIONS: [...COMMON, 'deadline'],
  WITHDRAWAL: COMMON,
}

/** What is sent while the shop has not written its own text. */
export const DEFAULT_TEXTS: Record<BuyerMailKind, Record<Language, MailText>> = {
  ORDER_CONFIRMATION: {
    en: {
      subject: 'Confirmation of your order {order} – {shop}',
      introduction:
        '{greeting} we’ve received your order {order}. We’ll email you as soon as your payment is confirmed.',
      closing: '',
    },
    fr: {
      subject: 'Confirmation de votre commande {order} – {shop}',
      introduction:
        '{greeting} nous avons bien reçu votre commande {order}. Nous vous enverrons un e-mail dès que votre paiement sera confirmé.',
      closing: '',
    },
  },
  PAYMENT_CONFIRMATION: {
    en: {
      subject: 'Payment received for order {order} – {shop}',
      introduction: 'We have received your payment and are preparing your order.',
      closing: '',
    },
    fr: {
      subject: 'Paiement reçu pour la commande {order} – {shop}',
      introduction: 'Nous avons bien reçu votre paiement et préparons votre commande.',
      closing: '',
    },
  },
  PAYMENT_REFUSED: {
    en: {
      subject: 'Payment declined for order {order} – {shop}',
      introduction:
        'The bank declined this payment and you were not charged. Your order is still open: you can pay with another card or another payment method.',
      closing: '',
    },
    fr: {
      subject: 'Paiement refusé pour la commande {order} – {shop}',
      introduction:
        'La banque n’a pas accepté ce paiement et rien n’a été débité. Votre commande est conservée\u00a0: vous pouvez la payer avec une autre carte ou par un autre moyen.',
      closing: '',
    },
  },
  PAYMENT_REMINDER: {
    en: {
      subject: 'Payment reminder for your order {order} – {shop}',
      introduction:
        '{greeting} we haven’t received the payment for your order yet. We’re holding your items until {deadline}. After that, the order will be cancelled automatically. You won’t be charged, and we won’t send another reminder.',
      closing: '',
    },
    fr: {
      subject: 'Rappel de paiement pour votre commande {order} – {shop}',
      introduction:
        '{greeting} nous n’avons pas encore reçu le paiement de votre commande. Vos articles vous sont réservés jusqu’au {deadline}. Passé ce délai, la commande sera annulée automatiquement, sans frais et sans autre rappel.',
      closing: '',
    },
  },
  CARD_REQUEST: {
    en: {
      subject: 'Please enter your card again for order {order} – {shop}',
      introduction:
        'The shop could not charge your card. You were not charged, and its digits have been erased. Enter a card on the shop’s secure page.',
      closing: '',
    },
    fr: {
      subject: 'Merci de saisir à nouveau votre carte pour la commande {order} – {shop}',
      introduction:
        'La boutique n’a pas pu encaisser votre carte. Rien n’a été débité et ses chiffres ont été effacés. Saisissez une carte sur la page sécurisée de la boutique.',
      closing: '',
    },
  },
  PARCEL_SHIPPED: {
    en: {
      subject: 'Your parcel of order {order} is on its way – {shop}',
      introduction: '{greeting} a parcel of your order {order} has left our shop.',
      closing: '',
    },
    fr: {
      subject: 'Votre colis de la commande {order} est en route – {shop}',
      introduction: '{greeting} un colis de votre commande {order} a quitté notre boutique.',
      closing: '',
    },
  },
  READY_FOR_PICKUP: {
    en: {
      subject: 'Your order {order} is ready to be collected – {shop}',
      introduction:
        '{greeting} your order {order} is ready. Come and collect it at the address below, with this email or the number of the order.',
      closing: '',
    },
    fr: {
      subject: 'Votre commande {order} est prête à être retirée – {shop}',
      introduction:
        '{greeting} votre commande {order} est prête. Venez la retirer à l’adresse ci-dessous, avec cet e-mail ou le numéro de la commande.',
      closing: '',
    },
  },
  PARCEL_DELIVERED: {
    en: {
      subject: 'Your parcel of order {order} was delivered – {shop}',
      introduction:
        '{greeting} a parcel of your order {order} was delivered to you. If something is missing or damaged, answer this email.',
      closing: '',
    },
    fr: {
      subject: 'Votre colis de la commande {order} est livré – {shop}',
      introduction:
        '{greeting} un colis de votre commande {order} vous a été livré. S’il manque un article ou si l’un d’eux est abîmé, répondez à cet e-mail.',
      closing: '',
    },
  },
  REFUND: {
    en: {
      subject: 'Refund for your order {order} – {shop}',
      introduction:
        '{greeting} we have refunded {amount} for your order {order}, by the means with which you paid. Depending on your bank, it can take a few days until you see it on your account.',
      closing: '',
    },
    fr: {
      subject: 'Remboursement de votre commande {order} – {shop}',
      introduction:
        '{greeting} nous vous avons remboursé {amount} pour votre commande {order}, par le moyen de paiement que vous aviez utilisé. Selon votre banque, quelques jours peuvent s’écouler avant que la somme n’apparaisse sur votre compte.',
      closing: '',
    },
  },
  BANK_PAYMENT_REQUEST: {
    en: {
      subject: 'Please pay for order {order} at the bank – {shop}',
      introduction:
        'Your order {order} is reserved for you, but it is not paid yet. Please pay on the bank’s secure page, where you confirm the payment yourself. You were not charged so far.',
      closing: '',
    },
    fr: {
      subject: 'Merci de payer la commande {order} à la banque – {shop}',
      introduction:
        'Votre commande {order} vous est réservée, mais elle n’est pas encore payée. Merci de la payer sur la page sécurisée de la banque, où vous confirmez vous-même le paiement. Rien n’a été débité jusqu’ici.',
      closing: '',
    },
  },
  TRANSFER_INSTRUCTIONS: {
    en: {
      subject: 'Transfer for your order {order} – {shop}',
      introduction:
        '{greeting} please transfer {total} for your order {order}, and give its number as the reference. We’ll email you as soon as the money has arrived.',
      closing: '',
    },
    fr: {
      subject: 'Virement pour votre commande {order} – {shop}',
      introduction:
        '{greeting} merci de virer {total} pour votre commande {order}, en indiquant son numéro comme référence. Nous vous enverrons un e-mail dès réception.',
      closing: '',
    },
  },
  CHEQUE_INSTRUCTIONS: {
    en: {
      subject: 'Cheque for your order {order} – {shop}',
      introduction:
        '{greeting} please send us a cheque for {total} for your order {order}, with its number on the back. We’ll email you as soon as it has arrived.',
      closing: '',
    },
    fr: {
      subject: 'Chèque pour votre commande {order} – {shop}',
      introduction:
        '{greeting} merci de nous envoyer un chèque de {total} pour votre commande {order}, en écrivant son numéro au dos. Nous vous enverrons un e-mail dès réception.',
      closing: '',
    },
  },
  WITHDRAWAL: {
    en: {
      subject: 'Your withdrawal from order {order} was received – {shop}',
      introduction:
        '{greeting} we have received your declaration to withdraw from the purchase below, made on our website. This email is your proof of it.',
      closing: '',
    },
    fr: {
      subject: 'Votre rétractation pour la commande {order} est enregistrée – {shop}',
      introduction:
        '{greeting} nous avons bien reçu votre déclaration de rétractation de l’achat ci-dessous, faite sur notre site. Cet e-mail en est la preuve.',
      closing: '',
    },
  },
}
