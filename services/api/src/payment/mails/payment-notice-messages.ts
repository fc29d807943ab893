import { defineMessages } from '../../kernel/messages.ts'
import type { LaterNewsKind } from '../gateway/bank-protocol.ts'

/**
 * The outcome of a bank payment. PAID_DO_NOT_KEY: paid while a card was waiting to be certified for the same order.
 * RESCUE: the payment is on the list of unmatched payments. The others are news of a payment that was accepted before.
 */
export type NoticeOutcome = 'PAID' | 'PAID_DO_NOT_KEY' | 'REFUSED' | 'CANCELLED' | 'RESCUE' | LaterNewsKind

export const noticeMessage = defineMessages({
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Order total', fr: 'Total de la commande' },
  refunded: { en: 'Refunded', fr: 'Remboursé' },
  captured: { en: 'Captured', fr: 'Encaissé' },
  bank: { en: 'Bank', fr: 'Banque' },
  reference: { en: 'Payment reference', fr: 'Référence du paiement' },
  link: { en: 'Open the order', fr: 'Ouvrir la commande' },
  unmatchedPaymentsLink: { en: 'Open unmatched payments', fr: 'Ouvrir les paiements à rapprocher' },
  footer: {
    en: 'You received this email because this is your shop’s address on Triclic.',
    fr: 'Vous recevez cet e-mail parce que cette adresse est celle de la boutique sur Triclic.',
  },
})

/** The order code or the payment reference follows. */
export const noticeSubject = defineMessages({
  PAID: { en: 'Payment approved by the bank: order', fr: 'Paiement accepté par la banque\u00a0: commande' },
  PAID_DO_NOT_KEY: {
    en: 'Paid at the bank, do not key the card: order',
    fr: 'Payée à la banque, ne saisissez pas la carte\u00a0: commande',
  },
  REFUSED: {
    en: 'Payment declined by the bank: order',
    fr: 'Paiement refusé par la banque\u00a0: commande',
  },
  CANCELLED: {
    en: 'Payment cancelled by the buyer: order',
    fr: 'Paiement abandonné par le client\u00a0: commande',
  },
  CAPTURE_FAILED: { en: 'Payment not captured: order', fr: 'Paiement non encaissé\u00a0: commande' },
  PAYMENT_CANCELLED: {
    en: 'Payment cancelled after acceptance: order',
    fr: 'Paiement annulé après acceptation\u00a0: commande',
  },
  AUTHORIZATION_EXPIRED: {
    en: 'Payment expired before capture: order',
    fr: 'Paiement expiré avant encaissement\u00a0: commande',
  },
  REFUNDED: {
    en: 'Payment refunded at the bank: order',
    fr: 'Paiement remboursé à la banque\u00a0: commande',
  },
  PARTIALLY_CAPTURED: {
    en: 'Payment captured only in part: order',
    fr: 'Paiement encaissé en partie seulement\u00a0: commande',
  },
  RESCUE: { en: 'Unmatched payment:', fr: 'Paiement à rapprocher\u00a0:' },
})

export const noticeTitle = defineMessages({
  PAID: { en: 'The order is paid', fr: 'La commande est payée' },
  PAID_DO_NOT_KEY: {
    en: 'The order is paid: do not key the card',
    fr: 'La commande est payée\u00a0: ne saisissez pas la carte',
  },
  REFUSED: { en: 'The bank declined the payment', fr: 'La banque a refusé le paiement' },
  CANCELLED: { en: 'The buyer cancelled the payment', fr: 'Le client a abandonné le paiement' },
  CAPTURE_FAILED: {
    en: 'The bank could not capture the payment',
    fr: 'La banque n’a pas pu encaisser le paiement',
  },
  PAYMENT_CANCELLED: {
    en: 'The payment was cancelled at the bank',
    fr: 'Le paiement a été annulé à la banque',
  },
  AUTHORIZATION_EXPIRED: {
    en: 'The payment expired before it was captured',
    fr: 'Le paiement a expiré avant d’être encaissé',
  },
  REFUNDED: { en: 'The payment was refunded at the bank', fr: 'Le paiement a été remboursé à la banque' },
  PARTIALLY_CAPTURED: {
    en: 'Only part of the payment was captured',
    fr: 'Le paiement n’a été encaissé qu’en partie',
  },
  RESCUE: { en: 'A payment needs your attention', fr: 'Un paiement est à rapprocher' },
})

export const noticeText = defineMessages({
  PAID: {
    en: 'The bank approved the payment. You can ship the order.',
    fr: 'La banque a accepté le paiement. Vous pouvez expédier la commande.',
  },
  PAID_DO_NOT_KEY: {
    en: 'The buyer gave a card and then paid on the bank’s page, and the bank approved that payment. Do not key the card into your terminal: the buyer would be charged twice. The kept digits have been erased; delete the email with the last six.',
    fr: 'Le client avait donné une carte, puis il a payé sur la page de la banque, qui a accepté ce paiement. Ne saisissez pas la carte sur votre terminal\u00a0: le client serait débité deux fois. Les chiffres conservés ont été effacés\u00a0; supprimez l’e-mail qui contient les six derniers.',
  },
  REFUSED: {
    en: 'The buyer can pay another way. You do not need to do anything.',
    fr: 'Le client peut payer par un autre moyen. Vous n’avez rien à faire.',
  },
  CANCELLED: {
    en: 'The buyer left the bank’s page without paying and can still pay for the order. You do not need to do anything.',
    fr: 'Le client a quitté la page de la banque sans payer. Il peut encore payer la commande\u00a0; vous n’avez rien à faire.',
  },
  CAPTURE_FAILED: {
    en: 'The bank had accepted this payment but did not receive the money. The order still counts as paid: check the payment at your bank before you ship.',
    fr: 'La banque avait accepté ce paiement, mais l’argent n’a pas été reçu. La commande reste marquée payée\u00a0: vérifiez le paiement auprès de votre banque avant d’expédier.',
  },
  PAYMENT_CANCELLED: {
    en: 'The bank had accepted this payment; it has since been cancelled. The order still counts as paid: check the payment at your bank before you ship.',
    fr: 'La banque avait accepté ce paiement, qui a été annulé depuis. La commande reste marquée payée\u00a0: vérifiez le paiement auprès de votre banque avant d’expédier.',
  },
  AUTHORIZATION_EXPIRED: {
    en: 'The bank had accepted this payment, but it was not captured in time. The order still counts as paid: check the payment at your bank before you ship.',
    fr: 'La banque avait accepté ce paiement, mais il n’a pas été encaissé à temps. La commande reste marquée payée\u00a0: vérifiez le paiement auprès de votre banque avant d’expédier.',
  },
  REFUNDED: {
    en: 'A refund of this payment was made at the bank. The order still counts as paid: check what was refunded before you ship.',
    fr: 'Un remboursement de ce paiement a été fait à la banque. La commande reste marquée payée\u00a0: vérifiez ce qui a été remboursé avant d’expédier.',
  },
  PARTIALLY_CAPTURED: {
    en: 'The bank captured less than the accepted amount. The order still counts as paid: check the payment at your bank before you ship.',
    fr: 'La banque a encaissé moins que le montant accepté. La commande reste marquée payée\u00a0: vérifiez le paiement auprès de votre banque avant d’expédier.',
  },
  RESCUE: {
    en: 'The bank took a payment that does not match any order awaiting payment. No order was changed. The portal shows what you can do: accept it, refund it at the bank, or contact the buyer.',
    fr: 'La banque a encaissé un paiement qui ne correspond à aucune commande à payer. Aucune commande n’a été modifiée. Le portail vous indique ce que vous pouvez faire\u00a0: l’accepter, le rembourser auprès de la banque ou contacter le client.',
  },
})

/** Why a payment matches no order. */
export const unmatchedReasonMessage = defineMessages({
  ALREADY_PAID: { en: 'The order was already paid.', fr: 'La commande était déjà payée.' },
  ORDER_CANCELLED: { en: 'The order was cancelled.', fr: 'La commande était annulée.' },
  OUT_OF_STOCK: {
    en: 'The order had expired and there is not enough stock left.',
    fr: 'La commande avait expiré et le stock restant ne suffit pas.',
  },
  WRONG_AMOUNT: {
    en: 'The amount paid is not the order’s total.',
    fr: 'Le montant encaissé n’est pas celui de la commande.',
  },
  WRONG_CURRENCY: {
    en: 'The currency of the payment is not that of the order.',
    fr: 'La devise du paiement n’est pas celle de la commande.',
  },
  UNKNOWN_REFERENCE: {
    en: 'The payment reference is unknown.',
    fr: 'La référence du paiement est inconnue.',
  },
  PARTIAL_AMOUNT: {
    en: 'Only a part of the order’s total was received.',
    fr: 'Une partie seulement du total de la commande a été reçue.',
  },
  EXCESS_AMOUNT: {
    en: 'More than the order’s total was received.',
    fr: 'Le montant reçu dépasse le total de la commande.',
  },
})
