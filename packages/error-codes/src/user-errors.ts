import type { Audience } from './error-codes.ts'

interface UserErrorEntry {
  /** The APIs whose `userErrors` may carry the code. */
  audience: readonly Audience[]
  en: string
  fr: string
}

const storefront = ['storefront'] as const
const merchant = ['merchant'] as const
const both = ['storefront', 'merchant'] as const

/**
 * Codes of `userErrors`, each with the sentence shown to the user: what is wrong and what to do next. The GraphQL enums
 * `UserErrorCode` and `MerchantUserErrorCode`, the texts of the portal and docs/reference/error-codes.md are made from this table.
 */
export const USER_ERRORS = {
  // Card
  NOT_A_CARD_NUMBER: {
    audience: storefront,
    en: 'This is not a Visa, Mastercard, American Express or Diners Club card number. Check every digit.',
    fr: 'Ce n’est pas un numéro de carte Visa, Mastercard, American Express ou Diners Club. Vérifiez chaque chiffre.',
  },
  CARD_EXPIRED: {
    audience: storefront,
    en: 'This card has expired. Check the expiry date or use another card.',
    fr: 'Cette carte est expirée. Vérifiez la date d’expiration ou utilisez une autre carte.',
  },
  CARD_TYPE_MISMATCH: {
    audience: storefront,
    en: 'This number does not match the selected card type. Visa numbers start with 4, Mastercard numbers with 5 or 2.',
    fr: 'Ce numéro ne correspond pas au type de carte choisi. Un numéro Visa commence par 4, un numéro Mastercard par 5 ou 2.',
  },
  INVALID_EXPIRY: {
    audience: storefront,
    en: 'The expiry date is not valid. Enter the month and year printed on the card.',
    fr: 'La date d’expiration n’est pas valable. Indiquez le mois et l’année inscrits sur la carte.',
  },
  CARD_BRAND_NOT_ACCEPTED: {
    audience: storefront,
    en: 'The shop does not accept this type of card. Use another card.',
    fr: 'La boutique n’accepte pas ce type de carte. Utilisez une autre carte.',
  },
  CARD_NUMBER_IN_TEXT: {
    audience: storefront,
    en: 'Do not write a card number here. Remove it: you will enter your card when you pay.',
    fr: 'N’écrivez pas de numéro de carte ici. Retirez-le\u00a0: vous saisirez votre carte au moment de payer.',
  },

  // Notes on orders
  NOTE_OF_SOMEBODY_ELSE: {
    audience: merchant,
    en: 'Only its author or an owner of the shop can remove this note.',
    fr: 'Seuls l’auteur de cette note ou un propriétaire de la boutique peuvent la retirer.',
  },

  // Views of the order list
  ORDER_VIEW_SHARING_NOT_ALLOWED: {
    audience: merchant,
    en: 'Your role does not allow you to share views, or to change shared ones. Keep it for yourself, or ask an owner.',
    fr: 'Votre rôle ne permet pas de partager des vues, ni de modifier celles qui sont partagées. Gardez-la pour vous ou adressez-vous à un propriétaire.',
  },
  TOO_MANY_ORDER_VIEWS: {
    audience: merchant,
    en: 'There are 30 views already. Delete one that is no longer needed.',
    fr: 'Il existe déjà 30\u00a0vues. Supprimez-en une qui ne sert plus.',
  },

  // Collections
  COLLECTION_CHANGED_MEANWHILE: {
    audience: merchant,
    en: 'Someone else changed this collection meanwhile. Compare your changes with what is stored, then save again.',
    fr: 'Quelqu’un d’autre a modifié cette collection entre-temps. Comparez vos modifications avec ce qui est enregistré, puis enregistrez à nouveau.',
  },
  TOO_MANY_RULES: {
    audience: merchant,
    en: 'A collection has at most 20 rules. Remove some.',
    fr: 'Une collection a au plus 20\u00a0règles. Retirez-en.',
  },
  TOO_MANY_PRODUCTS: {
    audience: merchant,
    en: 'At most 1,000 products can be chosen for a collection. Use rules for larger ones.',
    fr: 'On peut choisir au plus 1\u202f000\u00a0produits pour une collection. Utilisez des règles pour les plus grandes.',
  },

  // Pictures
  NOT_A_PICTURE: {
    audience: merchant,
    en: 'This file is not a picture that can be used here. Choose a JPEG, PNG, WebP, AVIF or GIF file.',
    fr: 'Ce fichier n’est pas une image utilisable ici. Choisissez un fichier JPEG, PNG, WebP, AVIF ou GIF.',
  },
  PICTURE_DAMAGED: {
    audience: merchant,
    en: 'This picture is damaged or incomplete. Open it on your computer, save it again, and add the new file.',
    fr: 'Cette image est endommagée ou incomplète. Ouvrez-la sur votre ordinateur, enregistrez-la à nouveau, puis ajoutez le nouveau fichier.',
  },
  TOO_MANY_PIXELS: {
    audience: merchant,
    en: 'This picture has more than 50 megapixels. Make it smaller, then add it again.',
    fr: 'Cette image dépasse 50\u00a0mégapixels. Réduisez-la, puis ajoutez-la à nouveau.',
  },
  FILE_TOO_LARGE: {
    audience: merchant,
    en: 'This file is larger than 20 MB. Make it smaller, then add it again.',
    fr: 'Ce fichier dépasse 20\u00a0Mo. Réduisez-le, puis ajoutez-le à nouveau.',
  },
  TOO_MANY_PICTURES: {
    audience: merchant,
    en: 'A product has at most 20 pictures. Remove some.',
    fr: 'Un produit a au plus 20\u00a0images. Retirez-en.',
  },
  COLLECTION_IN_ITSELF: {
    audience: merchant,
    en: 'A collection cannot be in itself, or in one that is within it. Choose another one.',
    fr: 'Une collection ne peut pas être dans elle-même, ni dans une de ses sous-collections. Choisissez-en une autre.',
  },
  COLLECTIONS_TOO_DEEP: {
    audience: merchant,
    en: 'Collections can be within each other on at most five levels. Choose one further up.',
    fr: 'Les collections s’imbriquent sur cinq niveaux au plus. Choisissez-en une plus haut placée.',
  },
  TOO_MANY_COLLECTIONS: {
    audience: merchant,
    en: 'A shop has at most 500 collections. Delete one that is no longer needed.',
    fr: 'Une boutique a au plus 500\u00a0collections. Supprimez-en une dont vous n’avez plus besoin.',
  },
  MEDIA_LIMIT_REACHED: {
    audience: merchant,
    en: 'The pictures of your shop take up all of the 5 GB that it has. Remove pictures that you no longer need; their space is free again after a day.',
    fr: 'Les images de votre boutique occupent les 5\u00a0Go dont elle dispose. Retirez celles dont vous n’avez plus besoin\u00a0: leur place est libérée au bout d’un jour.',
  },

  // Input
  REQUIRED: { audience: both, en: 'This field is required.', fr: 'Ce champ est obligatoire.' },
  INVALID_EMAIL: {
    audience: both,
    en: 'This email address is not valid.',
    fr: 'Cette adresse e-mail n’est pas valable.',
  },
  INVALID_ADDRESS: {
    audience: both,
    en: 'This part of the address is missing or not valid.',
    fr: 'Cette partie de l’adresse est absente ou incorrecte.',
  },
  INVALID_QUANTITY: {
    audience: both,
    en: 'The quantity must be a whole number from 1 to 9999.',
    fr: 'La quantité doit être un nombre entier de 1 à 9999.',
  },
  INVALID_URL: {
    audience: storefront,
    en: 'This return address does not belong to the shop.',
    fr: 'Cette adresse de retour n’appartient pas à la boutique.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    audience: both,
    en: 'This request was already sent with different content. Reload the page and try again.',
    fr: 'Cette demande a déjà été envoyée avec un autre contenu. Rechargez la page et recommencez.',
  },

  // Cart and checkout
  VARIANT_NOT_FOUND: {
    audience: both,
    en: 'This item is no longer available. Remove it from the cart.',
    fr: 'Cet article n’est plus disponible. Retirez-le du panier.',
  },
  OUT_OF_STOCK: {
    audience: both,
    en: 'There is not enough stock left. Reduce the quantity.',
    fr: 'Il n’y a plus assez de stock. Réduisez la quantité.',
  },
  CART_EMPTY: {
    audience: both,
    en: 'Your cart is empty. Add an item.',
    fr: 'Votre panier est vide. Ajoutez un article.',
  },
  CART_TOO_LARGE: {
    audience: both,
    en: 'Your cart is too large. Remove some items or place two orders.',
    fr: 'Votre panier est trop volumineux. Retirez des articles ou passez deux commandes.',
  },
  CART_LINK_NOT_VALID: {
    audience: storefront,
    en: 'This link to a cart does not work, or no longer. Create a new one on the other device.',
    fr: 'Ce lien vers un panier ne fonctionne pas, ou plus. Créez-en un nouveau sur l’autre appareil.',
  },
  PRICE_CHANGED: {
    audience: both,
    en: 'The total has changed since it was shown to you. Check it and confirm.',
    fr: 'Le total a changé depuis qu’il vous a été affiché. Vérifiez-le et confirmez.',
  },
  SHIPPING_METHOD_NOT_AVAILABLE: {
    audience: both,
    en: 'The shop does not deliver this order to that address in this way. Choose another delivery method or another address.',
    fr: 'La boutique ne livre pas cette commande à cette adresse par ce mode. Choisissez un autre mode de livraison ou une autre adresse.',
  },
  PAYMENT_MODE_NOT_AVAILABLE: {
    audience: storefront,
    en: 'The shop does not offer this payment method. Choose another one.',
    fr: 'La boutique ne propose pas ce moyen de paiement. Choisissez-en un autre.',
  },
  CARD_NOT_OFFERED: {
    audience: storefront,
    en: 'The shop cannot take a card for this order. Choose another payment method.',
    fr: 'La boutique ne peut pas prendre de carte pour cette commande. Choisissez un autre moyen de paiement.',
  },
  BANK_NOT_AVAILABLE: {
    audience: storefront,
    en: 'The shop does not offer payment through this bank. Choose another payment method.',
    fr: 'La boutique ne propose pas le paiement par cette banque. Choisissez un autre moyen de paiement.',
  },
  ORDER_NOT_FOUND: {
    audience: storefront,
    en: 'We could not find this order. Open it in the browser you ordered with, or write to the shop.',
    fr: 'Cette commande est introuvable. Ouvrez-la dans le navigateur où vous avez commandé, ou écrivez à la boutique.',
  },
  WITHDRAWAL_NOT_AVAILABLE: {
    audience: storefront,
    en: 'You cannot withdraw from this order. It was cancelled, has expired, or was placed by a business. If you have questions, write to the shop.',
    fr: 'Vous ne pouvez pas vous rétracter de cette commande. Elle est annulée ou expirée, ou a été passée par un professionnel. Pour toute question, écrivez à la boutique.',
  },
  WITHDRAWAL_PERIOD_OVER: {
    audience: storefront,
    en: 'The period for withdrawing from this order is over. If you have questions, write to the shop.',
    fr: 'Le délai de rétractation de cette commande est terminé. Pour toute question, écrivez à la boutique.',
  },
  WITHDRAWAL_NOTHING_LEFT: {
    audience: storefront,
    en: 'Nothing of this order is left to withdraw from. You may have done so already: reload the page.',
    fr: 'Il ne reste rien dont vous puissiez vous rétracter dans cette commande. Vous l’avez peut-être déjà fait\u00a0: rechargez la page.',
  },
  WITHDRAWAL_LINE_EXEMPT: {
    audience: storefront,
    en: 'The right of withdrawal does not apply to this item. Choose other items.',
    fr: 'Le droit de rétractation ne s’applique pas à cet article. Choisissez d’autres articles.',
  },
  WITHDRAWAL_QUANTITY_NOT_LEFT: {
    audience: storefront,
    en: 'You cannot withdraw from that many items. Reload the page and check the quantity.',
    fr: 'Vous ne pouvez pas vous rétracter d’autant d’articles. Rechargez la page et vérifiez la quantité.',
  },
  ORDER_NOT_PAYABLE: {
    audience: storefront,
    en: 'This order can no longer be paid.',
    fr: 'Cette commande ne peut plus être payée.',
  },
  PAYMENT_IN_PROGRESS: {
    audience: storefront,
    en: 'A payment for this order is already in progress. Wait for its result, or abandon it to pay another way.',
    fr: 'Un paiement est déjà en cours pour cette commande. Attendez son résultat, ou abandonnez-le pour payer autrement.',
  },

  // Account
  INVALID_CREDENTIALS: {
    audience: merchant,
    en: 'Wrong email or password. After several failed attempts, you have to wait before the next one.',
    fr: 'E-mail ou mot de passe incorrect. Après plusieurs échecs, il faut patienter avant de réessayer.',
  },
  OTP_REQUIRED: {
    audience: merchant,
    en: 'Enter the code from your authenticator app.',
    fr: 'Saisissez le code de votre application d’authentification.',
  },
  OTP_INVALID: {
    audience: merchant,
    en: 'This code is wrong or has already been used. Wait for the next one.',
    fr: 'Ce code est incorrect ou a déjà servi. Attendez le suivant.',
  },
  REAUTHENTICATION_REQUIRED: {
    audience: merchant,
    en: 'You signed in or entered your password more than ten minutes ago. Enter it again to continue.',
    fr: 'Votre dernière connexion ou saisie du mot de passe date de plus de dix minutes. Pour continuer, saisissez votre mot de passe.',
  },
  PASSKEY_INVALID: {
    audience: merchant,
    en: 'This passkey was not accepted. Try again, or sign in with your password.',
    fr: 'Cette clé d’accès n’a pas été acceptée. Réessayez, ou connectez-vous avec votre mot de passe.',
  },
  PASSKEY_NOT_ADDED: {
    audience: merchant,
    en: 'This passkey could not be added: it took longer than five minutes, or the device cannot verify who uses it. Start again.',
    fr: 'Cette clé d’accès n’a pas pu être ajoutée\u00a0: le délai de cinq minutes est dépassé, ou l’appareil ne peut pas vérifier qui l’utilise. Recommencez.',
  },
  PASSKEY_ALREADY_ADDED: {
    audience: merchant,
    en: 'This passkey already belongs to an account. Sign in with it, or create another passkey.',
    fr: 'Cette clé d’accès appartient déjà à un compte. Connectez-vous avec elle, ou créez-en une autre.',
  },
  PASSKEY_NOT_FOUND: {
    audience: merchant,
    en: 'This passkey has already been removed. Reload the page.',
    fr: 'Cette clé d’accès a déjà été supprimée. Rechargez la page.',
  },
  SIGN_IN_WITH_PASSKEY: {
    audience: merchant,
    en: 'To change how you sign in, first sign in with one of your passkeys.',
    fr: 'Pour modifier vos moyens de connexion, connectez-vous d’abord avec l’une de vos clés d’accès.',
  },
  TOO_MANY_PASSKEYS: {
    audience: merchant,
    en: 'You have 20 passkeys, which is the limit. Remove one that you no longer use.',
    fr: 'Vous avez déjà 20 clés d’accès, le maximum autorisé. Supprimez-en une dont vous ne vous servez plus.',
  },
  SECOND_FACTOR_REQUIRED: {
    audience: merchant,
    en: 'This shop reserves cards for members who signed in with a passkey or a one-time code. Set one up in your account, then sign out and sign in with it.',
    fr: 'Cette boutique réserve les cartes aux membres connectés avec une clé d’accès ou un code à usage unique. Configurez l’un des deux dans votre compte, puis déconnectez-vous et reconnectez-vous de cette façon.',
  },
  PASSWORD_RESET_INVALID: {
    audience: merchant,
    en: 'This link has been used, was replaced by a newer one or is more than an hour old. Ask for a new one.',
    fr: 'Ce lien a déjà servi, a été remplacé par un lien plus récent ou date de plus d’une heure. Demandez-en un nouveau.',
  },
  PASSWORD_UNFIT: {
    audience: merchant,
    en: 'Choose a new password of at least 12 characters, different from the current one.',
    fr: 'Choisissez un nouveau mot de passe d’au moins 12 caractères, différent de l’actuel.',
  },
  PASSWORD_COMMON: {
    audience: merchant,
    en: 'This password is easy to guess: it is a common one, a single word, a repetition or a sequence. Choose a few words that do not belong together.',
    fr: 'Ce mot de passe est facile à deviner\u00a0: il est courant, ou n’est qu’un mot, une répétition ou une suite. Choisissez quelques mots sans rapport entre eux.',
  },
  PASSWORD_PERSONAL: {
    audience: merchant,
    en: 'This password is easy to guess for anyone who knows your name, your email address or your shop. Choose a few words that do not belong together.',
    fr: 'Ce mot de passe est facile à deviner pour qui connaît votre nom, votre e-mail ou votre boutique. Choisissez quelques mots sans rapport entre eux.',
  },

  // Orders
  NOT_FOUND: {
    audience: merchant,
    en: 'Not found in this shop. Reload the page.',
    fr: 'Introuvable dans cette boutique. Rechargez la page.',
  },
  NOT_REVEALABLE: {
    audience: merchant,
    en: 'The digits of this card have been erased. Ask the buyer for the card again.',
    fr: 'Les chiffres de cette carte ont été effacés. Redemandez la carte au client.',
  },
  REVEAL_LIMIT_REACHED: {
    audience: merchant,
    en: 'You have revealed too many cards: at most 60 an hour and 200 a day. Try again later.',
    fr: 'Vous avez affiché trop de cartes\u00a0: 60 par heure et 200 par jour au plus. Réessayez plus tard.',
  },
  PAYMENT_CLOSED: {
    audience: merchant,
    en: 'This payment is closed. Reload the order.',
    fr: 'Ce paiement est clos. Rechargez la commande.',
  },
  ALREADY_CERTIFIED: {
    audience: merchant,
    en: 'This payment has already been certified. Reload the order.',
    fr: 'Ce paiement a déjà été certifié. Rechargez la commande.',
  },
  AUTHORIZATION_NUMBER_INVALID: {
    audience: merchant,
    en: 'An authorization number has 1 to 6 letters or digits.',
    fr: 'Un numéro d’autorisation comporte 1 à 6 lettres ou chiffres.',
  },
  ORDER_NOT_CANCELLABLE: {
    audience: merchant,
    en: 'This order can no longer be cancelled.',
    fr: 'Cette commande ne peut plus être annulée.',
  },
  BUYER_HAS_OPEN_ORDERS: {
    audience: merchant,
    en: 'This buyer has orders that are not finished. Finish or cancel them, then erase the data.',
    fr: 'Ce client a des commandes en cours. Terminez-les ou annulez-les, puis effacez les données.',
  },
  BUYER_ERASED: {
    audience: merchant,
    en: 'The data of this buyer was erased.',
    fr: 'Les données de ce client ont été effacées.',
  },
  ORDER_NOT_SHIPPABLE: {
    audience: merchant,
    en: 'Only a paid order of which something is left to ship can be shipped.',
    fr: 'Seule une commande payée dont il reste des articles à expédier peut être expédiée.',
  },
  ORDER_IS_FOR_PICKUP: {
    audience: merchant,
    en: 'The buyer collects this order in the shop. Open it to set it aside.',
    fr: 'Le client retire cette commande en boutique. Ouvrez-la pour la mettre de côté.',
  },
  PAYMENT_TO_CHECK: {
    audience: merchant,
    en: 'There is news of the payment of this order. Open it and read the warning before you ship.',
    fr: 'Le paiement de cette commande a changé. Ouvrez-la et lisez l’avertissement avant d’expédier.',
  },
  ORDER_NOT_FOR_PICKUP: {
    audience: merchant,
    en: 'The buyer did not choose to collect this order. Ship it instead.',
    fr: 'Le client n’a pas choisi de retirer cette commande. Expédiez-la.',
  },
  QUANTITY_NOT_LEFT: {
    audience: merchant,
    en: 'That is not left to ship. Someone may have shipped it meanwhile: reload the page and check the quantity.',
    fr: 'Cette quantité ne reste pas à expédier. Quelqu’un l’a peut-être expédiée entre-temps\u00a0: rechargez la page et vérifiez la quantité.',
  },
  WITHDRAWAL_SETTLED: {
    audience: merchant,
    en: 'This withdrawal was refunded or closed already. Reload the page.',
    fr: 'Cette rétractation est déjà remboursée ou clôturée. Rechargez la page.',
  },
  RETURN_ALREADY_RECORDED: {
    audience: merchant,
    en: 'The return of these goods was recorded already. Reload the page.',
    fr: 'Le retour de ces articles est déjà enregistré. Rechargez la page.',
  },
  TRACKING_NUMBER_INVALID: {
    audience: merchant,
    en: 'A tracking number has only letters and digits, at most 35. Copy it from the label.',
    fr: 'Un numéro de suivi n’a que des lettres et des chiffres, 35 au plus. Recopiez celui de l’étiquette.',
  },
  PARCEL_CHANGED_MEANWHILE: {
    audience: merchant,
    en: 'Someone else corrected this parcel meanwhile. Compare what you entered with what is stored, then save again.',
    fr: 'Quelqu’un d’autre a corrigé ce colis entre-temps. Comparez votre saisie avec ce qui est enregistré, puis enregistrez de nouveau.',
  },
  PARCEL_NOT_SENT: {
    audience: merchant,
    en: 'This parcel is collected in the shop, so it has no tracking.',
    fr: 'Ce colis est retiré en boutique\u00a0: il n’a pas de suivi.',
  },
  PARCEL_ALREADY_DELIVERED: {
    audience: merchant,
    en: 'This parcel was already delivered. Take the delivery back first if that is wrong.',
    fr: 'Ce colis est déjà livré. Si c’est une erreur, annulez d’abord la livraison.',
  },
  PARCEL_NOT_DELIVERED: {
    audience: merchant,
    en: 'This parcel is not marked as delivered, so there is nothing to take back. Reload the page.',
    fr: 'Ce colis n’est pas marqué comme livré\u00a0: il n’y a rien à annuler. Rechargez la page.',
  },
  DELIVERY_TIME_INVALID: {
    audience: merchant,
    en: 'A parcel is delivered after it was shipped, and not in the future. Check the date.',
    fr: 'Un colis est livré après son expédition, et pas dans le futur. Vérifiez la date.',
  },
  TRACKING_URL_INVALID: {
    audience: merchant,
    en: 'Paste the whole address of the tracking page, starting with https:// or http://, at most 1,000 characters.',
    fr: 'Collez l’adresse complète de la page de suivi, commençant par https:// ou http://, 1 000 caractères au plus.',
  },
  MAIL_NOT_RESENDABLE: {
    audience: merchant,
    en: 'This email cannot be sent again. If it carried card digits, ask the buyer for the card again.',
    fr: 'Cet e-mail ne peut pas être renvoyé. S’il contenait des chiffres de carte, redemandez la carte au client.',
  },
  CARD_NOT_REQUESTABLE: {
    audience: merchant,
    en: 'You cannot ask for the card again for this order.',
    fr: 'La carte ne peut pas être redemandée pour cette commande.',
  },
  BANK_PAYMENT_NOT_REQUESTABLE: {
    audience: merchant,
    en: 'The buyer cannot be sent to the bank for this order: it is already paid or closed, or the shop has no website.',
    fr: 'Le client ne peut pas être envoyé à la banque pour cette commande\u00a0: elle est déjà payée ou close, ou la boutique n’a pas de site.',
  },
  NO_BANK_ENABLED: {
    audience: merchant,
    en: 'The shop has no bank that is switched on. Set one up under Settings, Banks, then try again.',
    fr: 'La boutique n’a aucune banque activée. Configurez-en une dans Réglages, Banques, puis recommencez.',
  },
  ORDER_ALREADY_PAID: {
    audience: merchant,
    en: 'The order is already paid. Refund this payment.',
    fr: 'La commande est déjà payée. Remboursez ce paiement.',
  },
  ORDER_CANCELLED: {
    audience: merchant,
    en: 'The order is cancelled. Refund this payment.',
    fr: 'La commande est annulée. Remboursez ce paiement.',
  },
  ORDER_OUT_OF_STOCK: {
    audience: merchant,
    en: 'The order has expired and there is not enough stock left. Restock, or refund the payment.',
    fr: 'La commande est expirée et il n’y a plus assez de stock. Réapprovisionnez, ou remboursez le paiement.',
  },

  // Unmatched payments
  UNMATCHED_PAYMENT_CLOSED: {
    audience: merchant,
    en: 'Someone has already handled this payment. Reload the page.',
    fr: 'Quelqu’un a déjà traité ce paiement. Rechargez la page.',
  },
  UNMATCHED_PAYMENT_WITHOUT_ORDER: {
    audience: merchant,
    en: 'No order belongs to this payment. Refund it at the bank, or find its buyer.',
    fr: 'Aucune commande ne correspond à ce paiement. Remboursez-le à la banque, ou retrouvez le client.',
  },
  UNMATCHED_PAYMENT_OTHER_CURRENCY: {
    audience: merchant,
    en: 'This payment is not in the currency of the order. Refund it.',
    fr: 'Ce paiement n’est pas dans la devise de la commande. Remboursez-le.',
  },
  UNMATCHED_PAYMENT_AMOUNT_UNKNOWN: {
    audience: merchant,
    en: 'The bank did not say how much it took. Look the payment up at the bank, then refund it.',
    fr: 'La banque n’a pas indiqué le montant encaissé. Recherchez ce paiement auprès de la banque, puis remboursez-le.',
  },
  UNMATCHED_PAYMENT_NOT_REOPENABLE: {
    audience: merchant,
    en: 'Only a refund that was recorded by mistake can be undone.',
    fr: 'Seul un remboursement enregistré par erreur peut être annulé.',
  },
  AMOUNT_NOT_CONFIRMED: {
    audience: merchant,
    en: 'This is not the total of the order. Confirm the amount received to accept it.',
    fr: 'Ce n’est pas le total de la commande. Confirmez le montant encaissé pour l’accepter.',
  },
  AMOUNT_ABOVE_TOTAL: {
    audience: merchant,
    en: 'This is more than the total of the order. Enter the amount that the bank authorized.',
    fr: 'Ce montant dépasse le total de la commande. Indiquez le montant que la banque a autorisé.',
  },
  MANUAL_PAYMENT_NOT_REQUESTABLE: {
    audience: merchant,
    en: 'This order cannot be paid in this way: it is already paid or closed, or the shop does not offer it.',
    fr: 'Cette commande ne peut pas être payée ainsi\u00a0: elle est déjà payée ou close, ou la boutique ne le propose pas.',
  },
  RECEIPT_AMOUNT_INVALID: {
    audience: merchant,
    en: 'Enter the amount that was received, above zero.',
    fr: 'Indiquez le montant reçu, supérieur à zéro.',
  },
  RECEIPT_DAY_INVALID: {
    audience: merchant,
    en: 'Enter the day on which the money was received, today or earlier.',
    fr: 'Indiquez le jour de réception, aujourd’hui ou avant.',
  },
  RECEIPT_RECORDED_MEANWHILE: {
    audience: merchant,
    en: 'Someone else has recorded a payment for this order meanwhile. Look at it before you record another one.',
    fr: 'Quelqu’un d’autre a enregistré un paiement pour cette commande entre-temps. Vérifiez-le avant d’en enregistrer un autre.',
  },
  RECEIPT_NOT_UNDOABLE: {
    audience: merchant,
    en: 'This can no longer be undone: the order was shipped, or money of this payment was accepted, refunded or undone.',
    fr: 'L’annulation n’est plus possible\u00a0: la commande est expédiée, ou ce paiement a déjà été accepté, remboursé ou annulé.',
  },
  IBAN_INVALID: {
    audience: merchant,
    en: 'This is not a valid IBAN. Check every character.',
    fr: 'Cet IBAN n’est pas valable. Vérifiez chaque caractère.',
  },
  BIC_INVALID: {
    audience: merchant,
    en: 'A BIC has 8 or 11 letters and digits.',
    fr: 'Un BIC comporte 8 ou 11 lettres et chiffres.',
  },
  REFUND_AMOUNT_INVALID: {
    audience: merchant,
    en: 'Enter an amount above zero, and not more than what was taken.',
    fr: 'Indiquez un montant supérieur à zéro, sans dépasser la somme encaissée.',
  },
  NOTHING_TO_REFUND: {
    audience: merchant,
    en: 'Nothing was received for this order, so there is nothing to refund.',
    fr: 'Rien n’a été encaissé pour cette commande : il n’y a rien à rembourser.',
  },
  REFUND_EMPTY: {
    audience: merchant,
    en: 'Choose what you refunded, or enter an amount.',
    fr: 'Choisissez ce que vous avez remboursé, ou indiquez un montant.',
  },
  REFUND_ABOVE_REMAINING: {
    audience: merchant,
    en: 'This is more than what is left to refund.',
    fr: 'C’est plus que ce qui reste à rembourser.',
  },
  REFUND_SEEN_AT_BANK: {
    audience: merchant,
    en: 'The bank has announced a refund of this order already. Say whether this is the same refund or another one.',
    fr: 'La banque a déjà annoncé un remboursement de cette commande. Indiquez s’il s’agit du même remboursement ou d’un autre.',
  },

  // Product imports
  IMPORT_FILE_EMPTY: {
    audience: merchant,
    en: 'The file is empty. Choose a CSV file of products.',
    fr: 'Le fichier est vide. Choisissez un fichier CSV de produits.',
  },
  IMPORT_FILE_TOO_LARGE: {
    audience: merchant,
    en: 'The file is larger than 20 MB. Split it into several files.',
    fr: 'Le fichier dépasse 20 Mo. Répartissez-le en plusieurs fichiers.',
  },
  IMPORT_FILE_NOT_CSV: {
    audience: merchant,
    en: 'This is an Excel workbook or an archive. In Excel, choose “Save as”, then “CSV UTF-8”, and send that file.',
    fr: 'C’est un classeur Excel ou une archive. Dans Excel, choisissez «\u00a0Enregistrer sous\u00a0», puis «\u00a0CSV UTF-8\u00a0», et envoyez ce fichier.',
  },
  IMPORT_ARCHIVE_TOO_LARGE: {
    audience: merchant,
    en: 'The ZIP file is empty or larger than 200 MB. Split the import into several, or reduce the pictures.',
    fr: 'Le fichier ZIP est vide ou dépasse 200 Mo. Répartissez l’importation en plusieurs, ou réduisez les photos.',
  },
  IMPORT_PIECE_UNEXPECTED: {
    audience: merchant,
    en: 'The ZIP file did not arrive completely. Send it again.',
    fr: 'Le fichier ZIP n’est pas arrivé en entier. Envoyez-le de nouveau.',
  },
  IMPORT_NEEDS_STOCK_PERMISSION: {
    audience: merchant,
    en: 'The file changes stock, which your role does not allow. Choose “Do not import” for the column of stock, or ask the owner of the shop.',
    fr: 'Le fichier modifie le stock, ce que votre rôle ne permet pas. Choisissez «\u00a0Ne pas importer\u00a0» pour la colonne du stock, ou adressez-vous au propriétaire de la boutique.',
  },
  TOO_MANY_IMPORTS: {
    audience: merchant,
    en: 'The shop keeps 100 imports or 1 GB of archives already. Try again tomorrow.',
    fr: 'La boutique conserve déjà 100 importations ou 1 Go d’archives. Réessayez demain.',
  },
  IMPORT_NOT_READY: {
    audience: merchant,
    en: 'This import is at another step now. Reload the page.',
    fr: 'Cette importation en est à une autre étape. Rechargez la page.',
  },
  IMPORT_COLUMNS_MISMATCH: {
    audience: merchant,
    en: 'These are not as many fields as the file has columns. Reload the page.',
    fr: 'Le nombre de champs ne correspond pas aux colonnes du fichier. Rechargez la page.',
  },

  // Settings
  OPENPGP_KEY_INVALID: {
    audience: merchant,
    en: 'This is not a readable OpenPGP key. Paste all of it, from “BEGIN PGP PUBLIC KEY BLOCK” to “END”.',
    fr: 'Ce n’est pas une clé OpenPGP lisible. Collez-la entièrement, de «\u00a0BEGIN PGP PUBLIC KEY BLOCK\u00a0» à «\u00a0END\u00a0».',
  },
  OPENPGP_KEY_PRIVATE: {
    audience: merchant,
    en: 'This is a private key; nothing of it was stored. Never share it: export the public key and use that one.',
    fr: 'C’est une clé privée\u00a0; rien n’en a été conservé. Ne la communiquez jamais\u00a0: exportez la clé publique et utilisez celle-ci.',
  },
  OPENPGP_KEY_SEVERAL: {
    audience: merchant,
    en: 'This text contains several keys. Paste only one.',
    fr: 'Ce texte contient plusieurs clés. N’en collez qu’une.',
  },
  OPENPGP_KEY_TOO_LARGE: {
    audience: merchant,
    en: 'This key is too long. Export it without other people’s signatures and without a photo.',
    fr: 'Cette clé est trop longue. Exportez-la sans les signatures d’autres personnes et sans photo.',
  },
  OPENPGP_KEY_EXPIRED: {
    audience: merchant,
    en: 'This key has expired. Extend its validity, export it again and paste it here.',
    fr: 'Cette clé est expirée. Prolongez sa validité, exportez-la de nouveau et collez-la ici.',
  },
  OPENPGP_KEY_REVOKED: {
    audience: merchant,
    en: 'This key has been revoked. Use the key that replaces it.',
    fr: 'Cette clé a été révoquée. Utilisez celle qui la remplace.',
  },
  OPENPGP_KEY_CANNOT_ENCRYPT: {
    audience: merchant,
    en: 'This key can only sign, not encrypt. Add an encryption subkey to it.',
    fr: 'Cette clé ne sert qu’à signer, pas à chiffrer. Ajoutez-lui une sous-clé de chiffrement.',
  },
  OPENPGP_KEY_TOO_WEAK: {
    audience: merchant,
    en: 'This key is too weak. Create a Curve25519 key, or an RSA key of at least 2048 bits.',
    fr: 'Cette clé est trop faible. Créez une clé Curve25519, ou RSA d’au moins 2048 bits.',
  },
  OPENPGP_KEY_NOT_CONFIRMED: {
    audience: merchant,
    en: 'The confirmed fingerprint does not match this key. Check the key again.',
    fr: 'L’empreinte confirmée ne correspond pas à cette clé. Vérifiez de nouveau la clé.',
  },
  OPENPGP_CODE_WRONG: {
    audience: merchant,
    en: 'This is not the code of the newest email. Copy it from the decrypted email.',
    fr: 'Ce n’est pas le code du dernier e-mail. Copiez-le depuis l’e-mail déchiffré.',
  },
  OPENPGP_CODE_EXPIRED: {
    audience: merchant,
    en: 'This code can no longer be entered. Send a new code.',
    fr: 'Ce code n’est plus valable. Envoyez un nouveau code.',
  },
  BANK_FIELD_INVALID: {
    audience: merchant,
    en: 'This does not look like what the bank provides. Copy it again in full.',
    fr: 'Cela ne ressemble pas à ce que fournit la banque. Copiez-le de nouveau, en entier.',
  },
  PAYMENT_URL_INVALID: {
    audience: merchant,
    en: 'The address must start with https:// and belong to the selected mode (test or production).',
    fr: 'L’adresse doit commencer par https:// et correspondre au mode choisi (test ou production).',
  },
  BANK_ALREADY_ADDED: {
    audience: merchant,
    en: 'Your shop already has a bank of this family. Open it to change it.',
    fr: 'Votre boutique a déjà une banque de cette famille. Ouvrez-la pour la modifier.',
  },
  // People
  INVITATION_INVALID: {
    audience: merchant,
    en: 'This invitation was used or withdrawn, or has expired. Sign in if you accepted it; otherwise ask the shop for a new one.',
    fr: 'Cette invitation a déjà servi, a été retirée ou a expiré. Connectez-vous si vous l’aviez acceptée, sinon demandez-en une nouvelle à la boutique.',
  },
  INVITATION_FOR_OTHER_ACCOUNT: {
    audience: merchant,
    en: 'This invitation is for another email address. Sign out, then open the link again.',
    fr: 'Cette invitation est destinée à une autre adresse e-mail. Déconnectez-vous, puis ouvrez de nouveau le lien.',
  },
  ACCOUNT_EXISTS: {
    audience: merchant,
    en: 'There is an account with this address. Sign in to accept the invitation.',
    fr: 'Un compte existe déjà à cette adresse. Connectez-vous pour accepter l’invitation.',
  },
  ALREADY_INVITED: {
    audience: merchant,
    en: 'This person has an invitation already. Send it again from the list of invitations.',
    fr: 'Cette personne a déjà une invitation. Renvoyez-la depuis la liste des invitations.',
  },
  ALREADY_MEMBER: {
    audience: merchant,
    en: 'This person works in your shop already.',
    fr: 'Cette personne travaille déjà dans votre boutique.',
  },
  INVITATION_LIMIT: {
    audience: merchant,
    en: 'Too many invitations were sent within an hour. Try again later.',
    fr: 'Trop d’invitations ont été envoyées en une heure. Réessayez plus tard.',
  },
  OWNER_NOT_CHANGEABLE: {
    audience: merchant,
    en: 'This person owns the shop. Only a transfer of the shop changes that.',
    fr: 'Cette personne est propriétaire de la boutique. Seule une cession de la boutique peut changer cela.',
  },
  LAST_OWNER: {
    audience: merchant,
    en: 'You own this shop. Transfer it to a colleague before you leave.',
    fr: 'Vous êtes propriétaire de cette boutique. Cédez-la à un collègue avant de la quitter.',
  },
  ROLE_NOT_ADJUSTABLE: {
    audience: merchant,
    en: 'The owner may do everything; this role cannot be adjusted.',
    fr: 'Le propriétaire peut tout faire\u00a0; ce rôle ne peut pas être modifié.',
  },
  PERMISSION_NOT_ALLOWED: {
    audience: merchant,
    en: 'You can give or take only what you may do yourself. Ask the owner.',
    fr: 'Vous ne pouvez donner ou retirer que les droits que vous avez vous-même. Demandez au propriétaire.',
  },
  ROLE_NOT_ALLOWED: {
    audience: merchant,
    en: 'This role allows more than yours, so you can neither give nor take it. Choose another one, or ask the owner.',
    fr: 'Ce rôle permet plus que le vôtre\u00a0: vous ne pouvez ni l’attribuer ni le retirer. Choisissez-en un autre ou demandez au propriétaire.',
  },
  VAT_NUMBER_NOT_EUROPEAN: {
    audience: both,
    en: 'This is not the VAT number of a business in the European Union. It starts with the country: DE, then 9 digits, for a German business.',
    fr: 'Ce n’est pas le numéro de TVA d’une entreprise de l’Union européenne. Il commence par le pays\u00a0: DE, puis 9 chiffres, pour une entreprise allemande.',
  },
  TAX_TERRITORY_NOT_OF_COUNTRY: {
    audience: merchant,
    en: 'This place is not in the country of your shop. Choose another one.',
    fr: 'Ce lieu n’est pas dans le pays de votre boutique. Choisissez-en un autre.',
  },
  OSS_NOT_AVAILABLE: {
    audience: merchant,
    en: 'The one-stop shop is for businesses in the European Union that charge VAT.',
    fr: 'Le guichet unique est réservé aux entreprises de l’Union européenne qui facturent la TVA.',
  },
  TAX_RATE_INVALID: {
    audience: merchant,
    en: 'Enter a rate from 0 to 100 %.',
    fr: 'Saisissez un taux de 0 à 100\u00a0%.',
  },
  PRICE_NOT_REDUCED: {
    audience: merchant,
    en: 'This price is not below the lowest one of the 30 days before it, so the law does not allow to announce it as a reduction.',
    fr: 'Ce prix n’est pas inférieur au prix le plus bas des 30 jours précédents\u00a0: la loi ne permet pas de l’annoncer comme une réduction.',
  },
  REDUCTION_RUNNING: {
    audience: merchant,
    en: 'A reduction of this price is running. Withdraw it before you plan another one.',
    fr: 'Une réduction de ce prix est en cours. Retirez-la avant d’en prévoir une autre.',
  },
  DATE_IN_FUTURE: {
    audience: merchant,
    en: 'This day has not come yet. Enter the day of the check.',
    fr: 'Cette date est dans le futur. Saisissez le jour de la vérification.',
  },
  SETTINGS_CHANGED_MEANWHILE: {
    audience: merchant,
    en: 'Someone else changed these settings meanwhile. Compare what you typed with what is stored, then save again.',
    fr: 'Quelqu’un d’autre a modifié ces réglages entre-temps. Comparez votre saisie avec ce qui est enregistré, puis enregistrez de nouveau.',
  },
  // Invoices
  INVOICE_PREFIX_INVALID: {
    audience: merchant,
    en: 'Numbers begin with one to eight letters or hyphens; the first is a letter.',
    fr: 'Les numéros commencent par une à huit lettres ou tirets, le premier caractère étant une lettre.',
  },
  // Mails to buyers and legal pages
  MAIL_PLACEHOLDER_UNKNOWN: {
    audience: merchant,
    en: 'This email cannot contain this placeholder. Use one of the list.',
    fr: 'Cet e-mail ne peut pas contenir ce champ. Utilisez l’un de ceux de la liste.',
  },
  MAIL_LINK_INSECURE: {
    audience: merchant,
    en: 'Emails may only contain links that begin with https://.',
    fr: 'Les e-mails ne peuvent contenir que des liens qui commencent par https://.',
  },
  SENDER_NAME_INVALID: {
    audience: merchant,
    en: 'Use letters, digits, spaces and simple punctuation. Commas, quotation marks, brackets, colons and @ are not allowed.',
    fr: 'Utilisez des lettres, des chiffres, des espaces et une ponctuation simple. Les virgules, guillemets, parenthèses, deux-points et @ ne sont pas admis.',
  },
  PAGE_HAS_BLANKS: {
    audience: merchant,
    en: 'This page still has blanks. Fill them in or remove them, then publish it.',
    fr: 'Cette page contient encore des passages à compléter. Complétez-les ou supprimez-les, puis publiez-la.',
  },
  PAGE_CHANGED_MEANWHILE: {
    audience: merchant,
    en: 'Someone else changed this page meanwhile. Compare your text with what is stored, then save again.',
    fr: 'Quelqu’un d’autre a modifié cette page entre-temps. Comparez votre texte avec ce qui est enregistré, puis enregistrez de nouveau.',
  },
  PAGE_UNCHANGED: {
    audience: merchant,
    en: 'This text is already published.',
    fr: 'Ce texte est déjà publié.',
  },
  // Products and stock
  CARD_NUMBER_NOT_ALLOWED: {
    audience: merchant,
    en: 'This looks like a card number, which may not be stored here. Remove it.',
    fr: 'Cela ressemble à un numéro de carte, qui ne peut pas être enregistré ici. Retirez-le.',
  },
  NUMBER_OUT_OF_RANGE: {
    audience: merchant,
    en: 'This number is too small or too large.',
    fr: 'Ce nombre est trop petit ou trop grand.',
  },
  SLUG_INVALID: {
    audience: merchant,
    en: 'A web address needs a letter from a to z or a digit.',
    fr: 'Une adresse web doit contenir une lettre de a à z ou un chiffre.',
  },
  SLUG_TAKEN: {
    audience: merchant,
    en: 'Another product already has this web address. Choose another one.',
    fr: 'Un autre produit a déjà cette adresse web. Choisissez-en une autre.',
  },
  SKU_TAKEN: {
    audience: merchant,
    en: 'Another variant already has this SKU. Choose another one.',
    fr: 'Une autre variante a déjà cette référence. Choisissez-en une autre.',
  },
  TOO_MANY_OPTIONS: {
    audience: merchant,
    en: 'A product has at most three options.',
    fr: 'Un produit a trois options au plus.',
  },
  OPTION_NAME_REPEATED: {
    audience: merchant,
    en: 'The product already has an option with this name.',
    fr: 'Le produit a déjà une option de ce nom.',
  },
  GTIN_INVALID: {
    audience: merchant,
    en: 'This is not the number of a barcode: it has 8, 12, 13 or 14 digits, and the last one must fit the others.',
    fr: 'Ce n’est pas le numéro d’un code-barres\u00a0: il a 8, 12, 13 ou 14 chiffres, et le dernier doit correspondre aux autres.',
  },
  OPTION_VALUES_MISMATCH: {
    audience: merchant,
    en: 'Give this variant one value for each option.',
    fr: 'Donnez à cette variante une valeur pour chaque option.',
  },
  TOO_MANY_VARIANTS: {
    audience: merchant,
    en: 'A product has at most 250 variants.',
    fr: 'Un produit a 250 variantes au plus.',
  },
  VARIANT_REPEATED: {
    audience: merchant,
    en: 'The product already has this variant.',
    fr: 'Le produit a déjà cette variante.',
  },
  PRODUCT_CHANGED_MEANWHILE: {
    audience: merchant,
    en: 'Someone else changed this product meanwhile. Compare what you typed with what is stored, then save again.',
    fr: 'Quelqu’un d’autre a modifié ce produit entre-temps. Comparez votre saisie avec ce qui est enregistré, puis enregistrez de nouveau.',
  },
  PRODUCT_NOT_DELETABLE: {
    audience: merchant,
    en: 'This product is published. Archive it before you delete it.',
    fr: 'Ce produit est publié. Archivez-le avant de le supprimer.',
  },
  STOCK_BELOW_RESERVED: {
    audience: merchant,
    en: 'Orders have reserved more than this. Ship or cancel them before you lower the stock further.',
    fr: 'Des commandes ont réservé plus que cela. Expédiez-les ou annulez-les avant de baisser davantage le stock.',
  },
  STOCK_REASON_OF_ORDERS: {
    audience: merchant,
    en: 'This reason is recorded when an order is shipped. Choose another one.',
    fr: 'Ce motif est enregistré à l’expédition d’une commande. Choisissez-en un autre.',
  },
  STOCK_CHANGED_MEANWHILE: {
    audience: merchant,
    en: 'The stock changed meanwhile. Compare it with your count, then save again.',
    fr: 'Le stock a changé entre-temps. Comparez-le avec votre comptage, puis enregistrez de nouveau.',
  },
  TOO_MANY_ITEMS: {
    audience: merchant,
    en: 'Too many were selected. Change at most 500 at a time.',
    fr: 'Sélection trop grande. Modifiez-en 500 au plus à la fois.',
  },
  DELAY_OUT_OF_BOUNDS: {
    audience: merchant,
    en: 'This duration is too short or too long.',
    fr: 'Cette durée est trop courte ou trop longue.',
  },
  PAGE_NOT_OF_SHOP: {
    audience: merchant,
    en: 'This page is not on one of the shop’s websites.',
    fr: 'Cette page ne fait partie d’aucun des sites de la boutique.',
  },

  // Delivery
  COUNTRY_UNKNOWN: {
    audience: merchant,
    en: 'This is not a country. Choose one from the list.',
    fr: 'Ce n’est pas un pays. Choisissez-en un dans la liste.',
  },
  ZONE_OVERLAPS: {
    audience: merchant,
    en: 'Another zone already covers this. An address belongs to one zone only.',
    fr: 'Une autre zone le couvre déjà. Une adresse n’appartient qu’à une seule zone.',
  },
  POSTAL_CODES_NEED_ONE_COUNTRY: {
    audience: merchant,
    en: 'Postcodes can limit a zone of one country only. Make another zone for the other countries.',
    fr: 'Seule une zone d’un seul pays peut être limitée à des codes postaux. Créez une autre zone pour les autres pays.',
  },
  POSTAL_CODE_INVALID: {
    audience: merchant,
    en: 'Enter the first characters of postcodes, such as 20 or 974, separated by commas.',
    fr: 'Indiquez les premiers caractères des codes postaux, comme 20 ou 974, séparés par des virgules.',
  },
  AMOUNT_INVALID: {
    audience: merchant,
    en: 'Enter an amount, such as 4.90.',
    fr: 'Indiquez un montant, comme 4,90.',
  },
  TIERS_NOT_ASCENDING: {
    audience: merchant,
    en: 'Each limit must be higher than the one before, and only the last row may have none.',
    fr: 'Chaque limite doit dépasser la précédente, et seule la dernière ligne peut ne pas en avoir.',
  },

  // Shop
  SHOP_SLUG_INVALID: {
    audience: merchant,
    en: 'Use lower-case letters, digits and hyphens only, 63 characters at most. Some names, such as “www”, are taken by the platform.',
    fr: 'Utilisez uniquement des minuscules, des chiffres et des traits d’union, 63 caractères au plus. Certains noms, comme «\u00a0www\u00a0», sont réservés à la plateforme.',
  },
  SHOP_SLUG_TAKEN: {
    audience: merchant,
    en: 'Another shop has this name in its address. Choose another one.',
    fr: 'Une autre boutique a déjà ce nom dans son adresse. Choisissez-en un autre.',
  },
  SIGN_UP_CLOSED: {
    audience: merchant,
    en: 'Shops are opened by invitation here. Ask the operator of this platform for one.',
    fr: 'Ici, les boutiques sont ouvertes sur invitation. Demandez-en une à l’exploitant de la plateforme.',
  },
  SIGN_UP_FORM_EXPIRED: {
    audience: merchant,
    en: 'This form was open for too long. Check your entries, then send it again.',
    fr: 'Ce formulaire est resté ouvert trop longtemps. Vérifiez votre saisie, puis envoyez-le à nouveau.',
  },
  COUNTRY_NOT_SUPPORTED: {
    audience: merchant,
    en: 'A shop cannot be opened in this country yet.',
    fr: 'Il n’est pas encore possible d’ouvrir une boutique dans ce pays.',
  },
  SHOP_CLOSED_FOR_GOOD: {
    audience: merchant,
    en: 'This shop is closed for good. Open a new one instead.',
    fr: 'Cette boutique est fermée définitivement. Ouvrez-en plutôt une nouvelle.',
  },
  TEXT_TOO_LONG: { audience: merchant, en: 'This text is too long.', fr: 'Ce texte est trop long.' },
  REGISTRATION_NUMBER_INVALID: {
    audience: merchant,
    en: 'This is not a valid SIREN (9 digits) or SIRET (14 digits). Check every digit.',
    fr: 'Ce n’est pas un SIREN (9 chiffres) ou un SIRET (14 chiffres) valable. Vérifiez chaque chiffre.',
  },
  VAT_NUMBER_INVALID: {
    audience: merchant,
    en: 'This is not a valid VAT number. It starts with the country: FR, then 11 characters, for a French business.',
    fr: 'Ce n’est pas un numéro de TVA valable. Il commence par le pays\u00a0: FR puis 11 caractères pour une entreprise française.',
  },
  VAT_NUMBER_OF_OTHER_BUSINESS: {
    audience: merchant,
    en: 'This VAT number belongs to another SIREN. One of the two is wrong.',
    fr: 'Ce numéro de TVA correspond à un autre SIREN. L’un des deux est erroné.',
  },
  PHONE_INVALID: {
    audience: merchant,
    en: 'This is not a telephone number.',
    fr: 'Ce n’est pas un numéro de téléphone.',
  },
  URL_INVALID: {
    audience: merchant,
    en: 'Enter a web address that starts with https://.',
    fr: 'Indiquez une adresse web qui commence par https://.',
  },
  ACCENT_COLOR_TOO_LIGHT: {
    audience: merchant,
    en: 'White text on this colour would be hard to read. Choose a darker one.',
    fr: 'Un texte blanc sur cette couleur serait difficile à lire. Choisissez-en une plus foncée.',
  },
  ACCENT_COLOR_INVALID: {
    audience: merchant,
    en: 'A colour is written as # and six digits from 0 to 9 and a to f.',
    fr: 'Une couleur s’écrit avec # puis six chiffres de 0 à 9 et de a à f.',
  },

  // Keys and origins
  ORIGIN_INVALID: {
    audience: merchant,
    en: 'Enter the address of a website without a path, such as https://www.example.com. Only localhost may use http.',
    fr: 'Indiquez l’adresse d’un site sans chemin, par exemple https://www.exemple.fr. Seul localhost peut utiliser http.',
  },
  ORIGIN_ALREADY_ADDED: {
    audience: merchant,
    en: 'This website is already in the list.',
    fr: 'Ce site figure déjà dans la liste.',
  },
  ORIGIN_IN_USE: {
    audience: merchant,
    en: 'A page in the shop settings is on this website. Change that page first.',
    fr: 'Une page des réglages de la boutique se trouve sur ce site. Modifiez d’abord cette page.',
  },
  TOO_MANY_ORIGINS: {
    audience: merchant,
    en: 'The list is full. Remove a website that is no longer used.',
    fr: 'La liste est pleine. Retirez un site qui n’est plus utilisé.',
  },
  NO_DOCUMENTS_REGISTERED: {
    audience: merchant,
    en: 'No requests are registered yet: the shop’s website would stop working. Let its developer register them first.',
    fr: 'Aucune requête n’est encore enregistrée\u00a0: le site de la boutique cesserait de fonctionner. Faites-les d’abord enregistrer par son développeur.',
  },
  WEBHOOK_URL_INVALID: {
    audience: merchant,
    en: 'This is not an address for webhooks. Enter a URL that begins with https://, without user name, password or fragment.',
    fr: 'Ce n’est pas une adresse de webhook. Indiquez une URL qui commence par https://, sans identifiant, mot de passe ni ancre.',
  },
  WEBHOOK_URL_NOT_PUBLIC: {
    audience: merchant,
    en: 'This address is not on the public internet. Enter one that everybody can reach.',
    fr: 'Cette adresse n’est pas sur l’internet public. Indiquez-en une que tout le monde peut joindre.',
  },
  WEBHOOK_EVENTS_MISSING: {
    audience: merchant,
    en: 'Choose at least one event.',
    fr: 'Choisissez au moins un événement.',
  },
  WEBHOOK_DOCUMENT_INVALID: {
    audience: merchant,
    en: 'The document is not valid.',
    fr: 'Le document n’est pas valable.',
  },
  WEBHOOK_DOCUMENT_NAMES_BUYERS: {
    audience: merchant,
    en: 'The document asks who the buyers are, which you may not see yourself. Remove those fields, or ask an owner to save it.',
    fr: 'Le document demande qui sont les clients, ce que vous ne pouvez pas voir vous-même. Retirez ces champs, ou demandez à un propriétaire de l’enregistrer.',
  },
  WEBHOOK_IS_OFF: {
    audience: merchant,
    en: 'The webhook is switched off. Switch it on first.',
    fr: 'Le webhook est désactivé. Activez-le d’abord.',
  },
  WEBHOOK_DELIVERY_WAITS: {
    audience: merchant,
    en: 'This delivery is still being tried. It can be repeated once it has ended.',
    fr: 'Cet envoi est encore en cours. Il pourra être répété une fois terminé.',
  },
  WEBHOOK_PERIOD_INVALID: {
    audience: merchant,
    en: 'Choose a period that ends after it begins and began at most 30 days ago.',
    fr: 'Choisissez une période qui se termine après son début et qui a commencé il y a 30 jours au plus.',
  },
  TOO_MANY_WEBHOOK_EVENTS: {
    audience: merchant,
    en: 'There are more than 10,000 events in this period. Choose a shorter one.',
    fr: 'Il y a plus de 10 000 événements dans cette période. Choisissez-en une plus courte.',
  },
  TOO_MANY_WEBHOOKS: {
    audience: merchant,
    en: 'The shop has as many webhooks as it may have. Delete one that is no longer used.',
    fr: 'La boutique a déjà le nombre maximal de webhooks. Supprimez-en un qui n’est plus utilisé.',
  },
  TOO_MANY_API_KEYS: {
    audience: merchant,
    en: 'The shop has twenty keys that are valid, which is the most. Revoke one that is no longer used.',
    fr: 'La boutique a vingt clés valides, le maximum. Révoquez-en une qui n’est plus utilisée.',
  },
  TOO_MANY_SHOP_KEYS: {
    audience: merchant,
    en: 'The shop has as many keys as it may have. Revoke one that is no longer used.',
    fr: 'La boutique a déjà le nombre maximal de clés. Révoquez-en une qui n’est plus utilisée.',
  },

  // Discounts
  DISCOUNT_CODE_UNKNOWN: {
    audience: both,
    en: 'This code does not exist. Check how it is written.',
    fr: 'Ce code n’existe pas. Vérifiez comment il s’écrit.',
  },
  DISCOUNT_CODE_NOT_STARTED: {
    audience: both,
    en: 'This code cannot be used yet. Try again on its first day.',
    fr: 'Ce code n’est pas encore utilisable. Réessayez à partir de son premier jour.',
  },
  DISCOUNT_CODE_EXPIRED: {
    audience: both,
    en: 'This code has expired. Remove it to go on.',
    fr: 'Ce code a expiré. Retirez-le pour continuer.',
  },
  DISCOUNT_CODE_USED_UP: {
    audience: both,
    en: 'This code has been used as often as it can be. Remove it to go on.',
    fr: 'Ce code a déjà servi autant de fois que possible. Retirez-le pour continuer.',
  },
  DISCOUNT_CODE_ALREADY_USED: {
    audience: both,
    en: 'This code was already used with this email address. Remove it to go on.',
    fr: 'Ce code a déjà été utilisé avec cette adresse e-mail. Retirez-le pour continuer.',
  },
  DISCOUNT_CODE_MINIMUM_NOT_REACHED: {
    audience: both,
    en: 'Your cart does not reach the minimum amount of this code. Add products to use it.',
    fr: 'Votre panier n’atteint pas le montant minimum de ce code. Ajoutez des articles pour l’utiliser.',
  },
  DISCOUNT_CODE_FOR_OTHER_PRODUCTS: {
    audience: both,
    en: 'This code is for products that are not in your cart.',
    fr: 'Ce code concerne des articles qui ne sont pas dans votre panier.',
  },
  DISCOUNT_CODE_INVALID: {
    audience: merchant,
    en: 'A code has 2 to 40 letters and digits, without spaces.',
    fr: 'Un code compte de 2 à 40 lettres et chiffres, sans espaces.',
  },
  DISCOUNT_CODE_TAKEN: {
    audience: merchant,
    en: 'Your shop already has this code. Choose another one.',
    fr: 'Votre boutique a déjà ce code. Choisissez-en un autre.',
  },
  PERCENTAGE_INVALID: {
    audience: merchant,
    en: 'Enter a percentage above 0 and up to 100.',
    fr: 'Indiquez un pourcentage supérieur à 0 et jusqu’à 100.',
  },
  LIMIT_INVALID: {
    audience: merchant,
    en: 'Enter a whole number of at least 1.',
    fr: 'Indiquez un nombre entier d’au moins 1.',
  },
  PERIOD_INVALID: {
    audience: merchant,
    en: 'The end must come after the start.',
    fr: 'La fin doit venir après le début.',
  },
} as const satisfies Record<string, UserErrorEntry>
