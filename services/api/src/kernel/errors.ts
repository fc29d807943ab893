/** Outcomes that a verb ends with when it can't do what was asked. Doors translate them; nothing else is shown outside. */

export type Language = 'fr' | 'en'

/** What the user can mend: becomes `userErrors`. `field` is the path into the input. */
export interface UserError {
  code: UserErrorCode
  field?: string[]
}

/** Thrown by a verb; rolls its transaction back. */
export class OperationError extends Error {
  readonly problems: UserError[]
  constructor(...problems: UserError[]) {
    super(problems.map((p) => p.code).join(', '))
    this.problems = problems
  }
}

export const reject = (code: UserErrorCode, ...field: string[]): never => {
  throw new OperationError(field.length > 0 ? { code, field } : { code })
}

export type RequestErrorCode =
  | 'SHOP_NOT_FOUND'
  | 'FORBIDDEN_ORIGIN'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'INSECURE_TRANSPORT'
  | 'SERVICE_UNAVAILABLE'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'

/** What a frontend can't mend by asking its user: becomes a top-level error with this code in `extensions`. */
export class RequestError extends Error {
  readonly code: RequestErrorCode
  /** Seconds until it is worth trying again, for RATE_LIMITED and SERVICE_UNAVAILABLE. */
  readonly retryAfter: number | undefined
  constructor(
    code: RequestErrorCode,
    message: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryAfter = options.retryAfter
  }
}

export const serviceUnavailable = (cause: unknown): RequestError =>
  new RequestError('SERVICE_UNAVAILABLE', 'The service is busy; try again in a moment.', {
    retryAfter: 2,
    cause,
  })

/** One sentence a code and language: says what is wrong and what to do next. */
const SENTENCES = {
  NOT_A_CARD_NUMBER: {
    fr: 'Ce n’est pas un numéro de carte Visa, Mastercard, American Express ou Diners Club. Vérifiez chaque chiffre.',
    en: 'This is not a Visa, Mastercard, American Express or Diners Club number. Check each digit.',
  },
  CARD_EXPIRED: {
    fr: 'Cette carte est expirée. Vérifiez la date ou prenez une autre carte.',
    en: 'This card has expired. Check the date or use another card.',
  },
  CARD_TYPE_MISMATCH: {
    fr: 'Ce numéro n’est pas du type de carte choisi. Choisissez Visa pour un numéro en 4, Mastercard pour un numéro en 5 ou 2.',
    en: 'This number is not of the selected card type. Select Visa for a number starting with 4, Mastercard for 5 or 2.',
  },
  INVALID_EXPIRY: {
    fr: 'La date d’expiration n’est pas valable. Recopiez le mois et l’année de la carte.',
    en: 'The expiry date is not valid. Copy the month and year from the card.',
  },
  CARD_BRAND_NOT_ACCEPTED: {
    fr: 'La boutique n’accepte pas ce type de carte. Prenez une autre carte.',
    en: 'The shop does not take this type of card. Use another card.',
  },
  CARD_NUMBER_IN_TEXT: {
    fr: 'Un numéro de carte ne doit pas être écrit ici. Retirez-le : la carte se donne au moment de payer.',
    en: 'A card number must not be written here. Remove it: the card is given when you pay.',
  },
  REQUIRED: { fr: 'Ce champ est nécessaire.', en: 'This field is required.' },
  INVALID_EMAIL: {
    fr: 'Cette adresse e-mail n’est pas valable.',
    en: 'This e-mail address is not valid.',
  },
  INVALID_ADDRESS: {
    fr: 'Cette partie de l’adresse manque ou n’est pas valable.',
    en: 'This part of the address is missing or not valid.',
  },
  INVALID_QUANTITY: {
    fr: 'La quantité doit être un nombre entier, de 1 à 9999.',
    en: 'The quantity must be a whole number from 1 to 9999.',
  },
  INVALID_URL: {
    fr: 'Cette adresse de retour n’est pas une de celles de la boutique.',
    en: 'This return address is not one of the shop’s.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    fr: 'Cette demande a déjà servi avec un autre contenu. Rechargez la page et recommencez.',
    en: 'This request was already used with other content. Reload the page and try again.',
  },
  VARIANT_NOT_FOUND: {
    fr: 'Cet article n’est plus proposé. Retirez-le du panier.',
    en: 'This item is no longer sold. Take it out of the cart.',
  },
  OUT_OF_STOCK: {
    fr: 'Il n’en reste pas assez. Diminuez la quantité.',
    en: 'Not enough of it is left. Lower the quantity.',
  },
  CART_EMPTY: { fr: 'Le panier est vide. Ajoutez un article.', en: 'The cart is empty. Add an item.' },
  CART_TOO_LARGE: {
    fr: 'Le panier est trop grand. Retirez des articles ou passez deux commandes.',
    en: 'The cart is too large. Take items out or place two orders.',
  },
  PRICE_CHANGED: {
    fr: 'Le total a changé depuis qu’il vous a été montré. Vérifiez-le et confirmez.',
    en: 'The total has changed since it was shown to you. Check it and confirm.',
  },
  SHIPPING_METHOD_NOT_AVAILABLE: {
    fr: 'Cette livraison n’est pas proposée pour ce pays. Choisissez-en une autre.',
    en: 'This delivery is not offered for that country. Choose another.',
  },
  PAYMENT_MODE_NOT_AVAILABLE: {
    fr: 'La boutique ne propose pas ce moyen de paiement. Choisissez-en un autre.',
    en: 'The shop does not offer this way to pay. Choose another.',
  },
  BANK_NOT_AVAILABLE: {
    fr: 'Cette banque n’est pas proposée par la boutique. Choisissez un autre moyen de paiement.',
    en: 'The shop does not offer this bank. Choose another way to pay.',
  },
  ORDER_NOT_FOUND: {
    fr: 'Cette commande est introuvable. Ouvrez-la dans le navigateur où vous avez commandé, ou écrivez à la boutique.',
    en: 'This order was not found. Open it in the browser where you ordered, or write to the shop.',
  },
  ORDER_NOT_PAYABLE: {
    fr: 'Cette commande ne peut plus être payée.',
    en: 'This order can no longer be paid.',
  },
  PAYMENT_IN_PROGRESS: {
    fr: 'Un paiement est déjà en cours pour cette commande. Attendez sa réponse, ou abandonnez-le pour payer autrement.',
    en: 'A payment is already under way for this order. Wait for its answer, or give it up to pay another way.',
  },
  INVALID_CREDENTIALS: {
    fr: 'E-mail ou mot de passe inconnu. Après dix essais, attendez trente minutes.',
    en: 'Unknown e-mail or password. After ten tries, wait thirty minutes.',
  },
  OTP_REQUIRED: { fr: 'Entrez le code de votre application.', en: 'Enter the code of your application.' },
  OTP_INVALID: {
    fr: 'Ce code n’est pas le bon. Attendez le suivant.',
    en: 'This code is wrong. Wait for the next one.',
  },
  PASSWORD_UNFIT: {
    fr: 'Choisissez un autre mot de passe que l’actuel, de 12 caractères ou plus.',
    en: 'Choose a password other than the present one, of 12 characters or more.',
  },
  NOT_FOUND: { fr: 'Introuvable dans cette boutique.', en: 'Not found in this shop.' },
  NOT_REVEALABLE: {
    fr: 'Les chiffres de cette carte ont été effacés. Redemandez la carte à l’acheteur.',
    en: 'The digits of this card have been erased. Ask the buyer for the card again.',
  },
  PAYMENT_CLOSED: {
    fr: 'Ce paiement est clos. Rechargez la commande.',
    en: 'This payment is closed. Reload the order.',
  },
  ALREADY_CERTIFIED: {
    fr: 'Ce paiement a déjà été certifié. Rechargez la commande.',
    en: 'This payment has already been certified. Reload the order.',
  },
  AUTHORIZATION_NUMBER_INVALID: {
    fr: 'Le numéro d’autorisation a une à six lettres ou chiffres.',
    en: 'The authorization number has one to six letters or digits.',
  },
  ORDER_NOT_CANCELLABLE: {
    fr: 'Cette commande ne peut plus être annulée.',
    en: 'This order can no longer be cancelled.',
  },
  ORDER_NOT_SHIPPABLE: {
    fr: 'Seule une commande payée et pas encore expédiée peut l’être.',
    en: 'Only an order that is paid and not yet shipped can be.',
  },
  MAIL_NOT_RESENDABLE: {
    fr: 'Ce message ne peut pas être renvoyé. S’il portait des chiffres, redemandez la carte.',
    en: 'This mail can’t be sent again. If it held digits, ask for the card again.',
  },
  CARD_NOT_REQUESTABLE: {
    fr: 'La carte ne peut pas être redemandée pour cette commande.',
    en: 'The card can’t be asked for again for this order.',
  },
  OPENPGP_KEY_INVALID: {
    fr: 'Ce n’est pas une clé OpenPGP lisible. Collez-la entière, de « BEGIN PGP PUBLIC KEY BLOCK » à « END ».',
    en: 'This is not an OpenPGP key that can be read. Paste all of it, from “BEGIN PGP PUBLIC KEY BLOCK” to “END”.',
  },
  OPENPGP_KEY_PRIVATE: {
    fr: 'C’est une clé privée : rien n’en a été gardé. Ne la donnez à personne ; donnez la clé publique.',
    en: 'This is a private key: nothing of it was kept. Give it to nobody; give the public key.',
  },
  OPENPGP_KEY_SEVERAL: {
    fr: 'Il y a là plusieurs clés. Donnez-en une seule.',
    en: 'There are several keys in it. Give one alone.',
  },
  OPENPGP_KEY_TOO_LARGE: {
    fr: 'Cette clé est trop longue. Exportez-la sans les signatures d’autrui ni photo.',
    en: 'This key is too long. Export it without other people’s signatures or a photograph.',
  },
  OPENPGP_KEY_EXPIRED: {
    fr: 'Cette clé est expirée. Prolongez-la, exportez-la de nouveau et donnez-la ici.',
    en: 'This key has expired. Extend it, export it again and give it here.',
  },
  OPENPGP_KEY_REVOKED: {
    fr: 'Cette clé est révoquée. Donnez celle qui la remplace.',
    en: 'This key is revoked. Give the one that replaces it.',
  },
  OPENPGP_KEY_CANNOT_ENCRYPT: {
    fr: 'Rien ne peut être chiffré pour cette clé : elle ne sert qu’à signer. Ajoutez-lui une sous-clé de chiffrement.',
    en: 'Nothing can be encrypted to this key: it only signs. Add an encryption subkey to it.',
  },
  OPENPGP_KEY_TOO_WEAK: {
    fr: 'Cette clé est trop faible. Faites-en une de type Curve25519, ou RSA d’au moins 2048 bits.',
    en: 'This key is too weak. Make one of type Curve25519, or RSA of 2048 bits or more.',
  },
  OPENPGP_KEY_NOT_CONFIRMED: {
    fr: 'L’empreinte confirmée n’est pas celle de cette clé. Vérifiez la clé de nouveau.',
    en: 'The fingerprint that was confirmed is not that of this key. Check the key again.',
  },
  BANK_FIELD_INVALID: {
    fr: 'Ce n’est pas ce que donne la banque. Copiez-le à nouveau, en entier et sans espace.',
    en: 'This is not what the bank gives. Copy it again, whole and without spaces.',
  },
  PAYMENT_URL_INVALID: {
    fr: 'L’adresse doit commencer par https:// et être celle du mode choisi (test ou production).',
    en: 'The address must begin with https:// and be the one of the chosen mode (test or production).',
  },
  BANK_ALREADY_ADDED: {
    fr: 'Une boutique a une seule banque de cette famille, et la vôtre en a déjà une. Ouvrez-la pour la modifier.',
    en: 'A shop has one bank of this family, and yours has one already. Open it to change it.',
  },
  UNMATCHED_PAYMENT_CLOSED: {
    fr: 'Quelqu’un s’en est déjà occupé. Rechargez la page.',
    en: 'Somebody has already settled this. Reload the page.',
  },
  UNMATCHED_PAYMENT_WITHOUT_ORDER: {
    fr: 'Cet argent n’a pas de commande. Remboursez-le à la banque, ou retrouvez l’acheteur.',
    en: 'This money has no order. Refund it at the bank, or find its buyer.',
  },
  UNMATCHED_PAYMENT_OTHER_CURRENCY: {
    fr: 'Cet argent n’est pas dans la devise de la commande. Remboursez-le.',
    en: 'This money is not in the order’s currency. Refund it.',
  },
  UNMATCHED_PAYMENT_AMOUNT_UNKNOWN: {
    fr: 'La banque n’a pas dit combien elle a encaissé. Cherchez ce paiement chez elle, puis remboursez-le.',
    en: 'The bank did not say how much it took. Look this payment up there, then refund it.',
  },
  UNMATCHED_PAYMENT_NOT_REOPENABLE: {
    fr: 'Seul un remboursement noté par erreur peut être annulé.',
    en: 'Only a refund that was recorded by mistake can be undone.',
  },
  AMOUNT_NOT_CONFIRMED: {
    fr: 'Ce n’est pas le total de la commande. Confirmez le montant encaissé pour l’accepter.',
    en: 'This is not the order’s total. Confirm the amount that was taken to accept it.',
  },
  REFUND_AMOUNT_INVALID: {
    fr: 'Le remboursement va d’un centime à la somme encaissée.',
    en: 'A refund is from one cent up to what was taken.',
  },
  ORDER_ALREADY_PAID: {
    fr: 'La commande est déjà payée. Remboursez cet argent.',
    en: 'The order is paid already. Refund this money.',
  },
  ORDER_CANCELLED: {
    fr: 'La commande est annulée. Remboursez cet argent.',
    en: 'The order is cancelled. Refund this money.',
  },
  ORDER_OUT_OF_STOCK: {
    fr: 'La commande est expirée et il ne reste pas assez de stock. Réapprovisionnez, ou remboursez.',
    en: 'The order has expired and not enough stock is left. Restock, or refund.',
  },
  DELAY_OUT_OF_BOUNDS: {
    fr: 'Cette durée est trop courte ou trop longue.',
    en: 'This time is too short or too long.',
  },
  PAGE_NOT_OF_SHOP: {
    fr: 'Cette page n’est sur aucun des sites de la boutique.',
    en: 'This page is on none of the shop’s sites.',
  },
} as const satisfies Record<string, Record<Language, string>>

export type UserErrorCode = keyof typeof SENTENCES

export const sentence = (code: UserErrorCode, language: Language): string => SENTENCES[code][language]

/** The problems as the contract's UserError, in the language of the request. */
export const toUserErrors = (problems: UserError[], language: Language) =>
  problems.map(({ code, field }) => ({ code, message: sentence(code, language), field: field ?? null }))
