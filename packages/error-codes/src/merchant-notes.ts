import type { DeveloperNote } from './developer-note.ts'
import type { MerchantErrorCode, StorefrontErrorCode } from './error-codes.ts'

/** A note for every code that only the merchant API can answer. A code without one does not compile. */
export const MERCHANT_NOTES: Record<Exclude<MerchantErrorCode, StorefrontErrorCode>, DeveloperNote> = {
  NOTE_OF_SOMEBODY_ELSE: {
    cause: 'The note was written by another member, and the member who asks does not own the shop.',
    remedy: 'Offer to remove a note only where `OrderNote.mayRemove` is true.',
  },
  ORDER_VIEW_SHARING_NOT_ALLOWED: {
    cause:
      '`isShared` is true, or the view is a shared one, and the member lacks the permission ORDER_VIEW_SHARE.',
    remedy: 'Save the view for the member alone, or offer sharing only to who has the permission.',
  },
  TOO_MANY_ORDER_VIEWS: {
    cause: 'The member has 30 views of their own, or the shop has 30 shared ones.',
    remedy: 'Delete one with `deleteOrderView`, then save again.',
  },
  COLLECTION_CHANGED_MEANWHILE: {
    cause: '`version` is not that of the collection as it is stored: somebody else saved it.',
    remedy:
      'Show `collection` of the answer beside what the member typed, and send it again with its `version`.',
  },
  TOO_MANY_RULES: {
    cause: '`collection.rules` has more than 20 entries.',
    remedy: 'Limit the form to 20 rules.',
  },
  TOO_MANY_PRODUCTS: {
    cause:
      'More than 1,000 products would be chosen for a collection: in its own list, or by a product that enters it.',
    remedy: 'Use a collection with rules, or take products out first.',
  },
  NOT_A_PICTURE: {
    cause: 'The uploaded file is no JPEG, PNG, WebP, AVIF or GIF. Its content counts, not its name.',
    remedy: 'Accept these formats in the file input, and show the message at the file.',
  },
  PICTURE_DAMAGED: {
    cause: 'The file begins as a picture and cannot be decoded, or not within the limits of time and memory.',
    remedy: 'Show it at the file; the member saves the picture again with another program.',
  },
  TOO_MANY_PIXELS: {
    cause: 'Width times height of the picture is more than 50 million.',
    remedy: 'Show it at the file, or make the picture smaller in the browser.',
  },
  FILE_TOO_LARGE: {
    cause: 'The uploaded picture has more than 20,000,000 bytes.',
    remedy: 'Check the size before uploading.',
  },
  TOO_MANY_PICTURES: {
    cause: '`product.images` has more than 20 entries.',
    remedy: 'Limit the form to 20 pictures.',
  },
  COLLECTION_IN_ITSELF: {
    cause: '`parentId` is the collection itself, or one that is within it.',
    remedy: 'Leave these out of the choice of parents.',
  },
  COLLECTIONS_TOO_DEEP: {
    cause: 'With this parent, collections would be within each other on more than five levels.',
    remedy: 'Offer only parents that leave room for what is within the collection.',
  },
  TOO_MANY_COLLECTIONS: {
    cause: 'The shop has 500 collections.',
    remedy: 'Delete one with `deleteCollection`.',
  },
  MEDIA_LIMIT_REACHED: {
    cause: 'The pictures of the shop take up 5,000,000,000 bytes.',
    remedy:
      'Remove pictures from products and collections; their space is free a day after nothing shows them.',
  },
  INVALID_CREDENTIALS: {
    cause: 'The address has no account, or the password is wrong: the answer does not tell which.',
    remedy: 'Show it at the form. Each failure delays the next attempt: wait as long as RATE_LIMITED says.',
  },
  OTP_REQUIRED: {
    cause:
      'The password is right, and the member has two-factor authentication, but `otp` is missing. It counts as no failure.',
    remedy: 'Ask for the one-time code, and send everything again.',
  },
  OTP_INVALID: {
    cause:
      'The one-time code is wrong, was used before or is of another time; or the recovery code was used before.',
    remedy: 'Let the member enter the next code, and check the clock of the device.',
  },
  REAUTHENTICATION_REQUIRED: {
    cause:
      'The mutation reaches money, cards or access, and the member gave their credentials in this session more than ten minutes ago.',
    remedy:
      'Ask for them with `reauthenticate` or `reauthenticateWithPasskey`, then send the mutation again.',
  },
  PASSKEY_INVALID: {
    cause:
      'The passkey is unknown, its signature is wrong, it is another member’s, or the options are older than five minutes. Every failure gives this answer.',
    remedy: 'Start again with `startPasskeySignIn`, or offer the password.',
  },
  PASSKEY_NOT_ADDED: {
    cause:
      'The answer of the browser does not fit the options, came after five minutes, or the device did not verify its user.',
    remedy: 'Start again with `startPasskey` or `startInvitedPasskey`.',
  },
  PASSKEY_ALREADY_ADDED: {
    cause: 'The passkey belongs to an account already.',
    remedy: 'Let the member sign in with it, or create another one.',
  },
  PASSKEY_NOT_FOUND: {
    cause: 'The member has no passkey with this `id`: it was removed in another window.',
    remedy: 'Ask for `viewer.passkeys` again.',
  },
  SIGN_IN_WITH_PASSKEY: {
    cause: 'The member has a passkey, and this session was opened without a second factor.',
    remedy: 'Let the member sign in with the passkey or a one-time code, then try again.',
  },
  TOO_MANY_PASSKEYS: { cause: 'The member has 20 passkeys.', remedy: 'Remove one with `removePasskey`.' },
  SECOND_FACTOR_REQUIRED: {
    cause:
      'The shop shows and certifies cards only to members who signed in with a second factor (`secondFactorRequired`), or the member wants to switch that off without one.',
    remedy: 'Let the member set up a passkey or an authenticator app, and sign in with it.',
  },
  PASSWORD_RESET_INVALID: {
    cause: 'The token of the link was used, was replaced by a newer one, or is older than an hour.',
    remedy: 'Offer `requestPasswordReset` again.',
  },
  PASSWORD_UNFIT: {
    cause: 'The new password has fewer than 12 or more than 200 characters, or is the present one.',
    remedy: 'Show it at the input, with the rule.',
  },
  PASSWORD_COMMON: {
    cause: 'The new password would be guessed soon: a common one, a word, a repetition or a sequence.',
    remedy: 'Show it at the input; a few words that do not belong together are accepted.',
  },
  PASSWORD_PERSONAL: {
    cause:
      'The new password is made of the email address, of the name of the member, or of the name of a shop.',
    remedy: 'Show it at the input.',
  },
  NOT_FOUND: {
    cause:
      'The shop of the request has nothing with the id or code that `field` names: it was removed, or belongs to another shop.',
    remedy: 'Load the page again. In a program, check the header `x-shop`.',
  },
  NOT_REVEALABLE: {
    cause:
      'The payment has ended, or the kept digits of the card were erased or cannot be decrypted any more.',
    remedy: 'Offer `requestCard`. Reveal only while `revealable` is true.',
  },
  REVEAL_LIMIT_REACHED: {
    cause:
      'The member has revealed 60 cards within an hour or 200 within a day in this shop. `message` says until when. The owners are told.',
    remedy: 'Wait, or let another member certify.',
  },
  PAYMENT_CLOSED: {
    cause:
      'Another payment took the place of this one, or the order is no longer in a status in which a card is certified.',
    remedy: 'Ask for the order again and show its present payment.',
  },
  ALREADY_CERTIFIED: {
    cause: 'The payment has a final answer of the bank: APPROVED or REFUSED.',
    remedy: 'Ask for the order again and show `certification`.',
  },
  AUTHORIZATION_NUMBER_INVALID: {
    cause: '`authorizationNumber` is not 1 to 6 letters and digits.',
    remedy: 'Show it at the input: the terminal prints the number.',
  },
  ORDER_NOT_CANCELLABLE: {
    cause: 'The order is paid, cancelled or has expired.',
    remedy: 'Offer to cancel only an order that waits for its payment; refund one that is paid.',
  },
  BUYER_HAS_OPEN_ORDERS: {
    cause: 'An order of the buyer in this shop is not finished. Nothing was erased.',
    remedy: 'Show `buyerData.openOrders` with the obstacle of each.',
  },
  BUYER_ERASED: {
    cause:
      'The data of the buyer of this order was erased: there is nothing to export, to mail or to correct.',
    remedy: 'Ask for the order again; `erasedAt` says when.',
  },
  ORDER_NOT_SHIPPABLE: {
    cause: 'The order is not paid, everything of it is in parcels, or all of it was refunded.',
    remedy: 'Offer shipping while `status` is PAID and `shippableLines` have `remaining`.',
  },
  ORDER_IS_FOR_PICKUP: {
    cause: '`shipOrders` contains an order that the buyer collects in the shop.',
    remedy: 'Open the order and use `markReadyForPickup`; the other orders were shipped.',
  },
  PAYMENT_TO_CHECK: {
    cause:
      '`shipOrders` contains an order about whose payment the bank sent news, or of which everything was refunded.',
    remedy: 'Open the order, read the warning, and ship it there with `markShipped`.',
  },
  ORDER_NOT_FOR_PICKUP: {
    cause: '`isPickup` of the order is false: the buyer chose a delivery.',
    remedy: 'Use `shipParcel` or `markShipped`.',
  },
  QUANTITY_NOT_LEFT: {
    cause: 'The quantity is less than 1, or more than `remaining` of the line.',
    remedy: 'Ask for `shippableLines` again and limit the quantity.',
  },
  WITHDRAWAL_SETTLED: {
    cause: 'The withdrawal was refunded or closed before.',
    remedy: 'Ask for it again; `settledAt` says when.',
  },
  RETURN_ALREADY_RECORDED: {
    cause: 'The return of the goods was recorded before.',
    remedy: 'Ask for the withdrawal again; `returnedAt` says when.',
  },
  TRACKING_NUMBER_INVALID: {
    cause:
      'Without separators, the tracking number has other characters than letters and digits, or more than 35.',
    remedy: 'Show it at the input.',
  },
  PARCEL_CHANGED_MEANWHILE: {
    cause: '`version` is not that of the parcel as it is stored: somebody else corrected it.',
    remedy:
      'Show the parcel of `order` in the answer beside what the member typed, and send it again with its `version`.',
  },
  PARCEL_NOT_SENT: {
    cause: 'The parcel is one that the buyer collects: it has no carrier.',
    remedy: 'Do not offer `changeParcel` where `pickupAddress` is not null.',
  },
  PARCEL_ALREADY_DELIVERED: {
    cause: 'The parcel is delivered, so it cannot be undone, or be marked as delivered without a time.',
    remedy: 'Take the delivery back with `undoDelivery`, or send `at` to correct the time.',
  },
  PARCEL_NOT_DELIVERED: { cause: '`deliveredAt` of the parcel is null.', remedy: 'Ask for the order again.' },
  DELIVERY_TIME_INVALID: {
    cause: '`at` is before `shippedAt` of the parcel, or in the future.',
    remedy: 'Limit the input to the time since the parcel was shipped.',
  },
  TRACKING_URL_INVALID: {
    cause: 'The tracking page is no http or https address, or has more than 1,000 characters.',
    remedy: 'Show it at the input; leave it empty where the carrier has its own page.',
  },
  MAIL_NOT_RESENDABLE: {
    cause: 'What the mail contained is gone: card digits, a link or code that works once; or it was a test.',
    remedy: 'Use `requestCard`, `resendOpenPgpCode` or `sendTestMail` instead.',
  },
  CARD_NOT_REQUESTABLE: {
    cause:
      'The order is paid or over, never had a card, or the shop takes no cards for it. For `startCardEntry`: also an order of the website.',
    remedy: 'Offer what `paymentMethods` of the order lists.',
  },
  BANK_PAYMENT_NOT_REQUESTABLE: {
    cause: 'The order is paid or over, or the shop has no page to which the mail could link.',
    remedy: 'Offer it while `canRequestBankPayment` is true; add the website with `addShopOrigin`.',
  },
  NO_BANK_ENABLED: {
    cause: 'The shop offers no bank now.',
    remedy: 'Enable one with `enableGatewayAccount`.',
  },
  ORDER_ALREADY_PAID: {
    cause: 'The unmatched payment is for an order that is paid in another way.',
    remedy: 'Refund it at the bank, and record that with `recordUnmatchedPaymentRefund`.',
  },
  ORDER_CANCELLED: {
    cause: 'The order for which the money came is cancelled, or the data of its buyer was erased.',
    remedy: 'Refund the money; for an unmatched payment, record that with `recordUnmatchedPaymentRefund`.',
  },
  ORDER_OUT_OF_STOCK: {
    cause: 'The order had expired, and its items are no longer available to be reserved again.',
    remedy: 'Raise the stock with `adjustStock` and accept again, or refund the payment.',
  },
  UNMATCHED_PAYMENT_CLOSED: {
    cause: 'Somebody has accepted, refunded or undone the payment.',
    remedy: 'Ask for it again and show its `steps`.',
  },
  UNMATCHED_PAYMENT_WITHOUT_ORDER: {
    cause: 'It is not known for which order the money was meant.',
    remedy: 'Look the payment up at the bank, and refund it there.',
  },
  UNMATCHED_PAYMENT_OTHER_CURRENCY: {
    cause: 'The currency of the payment is not that of the order.',
    remedy: 'Refund it at the bank.',
  },
  UNMATCHED_PAYMENT_AMOUNT_UNKNOWN: {
    cause: 'The notification of the bank contained no readable amount.',
    remedy: 'Look the payment up at the bank, and refund it there.',
  },
  UNMATCHED_PAYMENT_NOT_REOPENABLE: {
    cause: 'The payment was not closed by a refund; an acceptance cannot be undone.',
    remedy: 'Offer it only after REFUNDED.',
  },
  AMOUNT_NOT_CONFIRMED: {
    cause: 'The amount is not the total of the order, and `acceptedAmount` does not repeat it.',
    remedy: 'Show both amounts, let the member confirm, and send `acceptedAmount`.',
  },
  AMOUNT_ABOVE_TOTAL: {
    cause: '`amount` is more than the total of the order: no bank authorizes more than it was asked for.',
    remedy: 'Show it at the input.',
  },
  MANUAL_PAYMENT_NOT_REQUESTABLE: {
    cause: 'The order does not wait for a payment, or the shop does not offer the method.',
    remedy: 'Offer what `paymentMethods` of the order lists.',
  },
  RECEIPT_AMOUNT_INVALID: {
    cause: 'The amount is less than 1 minor unit, or more than 2,147,483,647.',
    remedy: 'Show it at the input; send minor units.',
  },
  RECEIPT_DAY_INVALID: {
    cause: 'The day is in the future in the shop’s time zone, or before 2000.',
    remedy: 'Limit the input to today and earlier.',
  },
  RECEIPT_RECORDED_MEANWHILE: {
    cause: 'The order has a receipt that is not in `knownReceipts`: somebody else recorded one.',
    remedy:
      'Ask for `receipts` again, show them, and send their ids if the member still wants to record another.',
  },
  RECEIPT_NOT_UNDOABLE: {
    cause:
      'The receipt was undone before, its money was accepted or refunded, or something of the order was shipped or refunded.',
    remedy: 'Record a refund with `recordRefund` instead.',
  },
  IBAN_INVALID: {
    cause: 'The IBAN has a wrong length for its country, or wrong check digits.',
    remedy: 'Show it at the input.',
  },
  BIC_INVALID: {
    cause: 'The BIC has not 8 or 11 characters, or not their form.',
    remedy: 'Show it at the input; it may be left empty.',
  },
  REFUND_AMOUNT_INVALID: {
    cause: 'The amount is less than 1 minor unit, or more than the unmatched payment was.',
    remedy: 'Show it at the input, with the amount of the payment.',
  },
  NOTHING_TO_REFUND: {
    cause: 'The shop has received nothing for the order.',
    remedy: 'Offer a refund only where `refundable.captured` is more than 0.',
  },
  REFUND_EMPTY: {
    cause: 'Lines, delivery and other amount add up to 0.',
    remedy: 'Let the member choose what was refunded.',
  },
  REFUND_ABOVE_REMAINING: {
    cause:
      'A line, the delivery or the sum is more than what is left of it; or, of an announced refund, more than the bank has announced.',
    remedy: 'Ask for `refundable` again and limit the inputs.',
  },
  REFUND_SEEN_AT_BANK: {
    cause:
      'The bank has notified a refund that nobody recorded (`refundable.announced`), and `isAnnounced` is missing.',
    remedy: 'Ask the member whether it is the same refund, and send `isAnnounced`.',
  },
  IMPORT_FILE_EMPTY: { cause: 'The uploaded file has no bytes.', remedy: 'Show it at the file.' },
  IMPORT_FILE_TOO_LARGE: {
    cause: 'The uploaded file has more than 20,000,000 bytes.',
    remedy: 'Split it; rows of one product stay together.',
  },
  IMPORT_FILE_NOT_CSV: {
    cause: 'The file is an Excel workbook, or an archive that was not sent as one.',
    remedy: 'Save it as “CSV UTF-8”; send a ZIP file with pictures in pieces.',
  },
  IMPORT_ARCHIVE_TOO_LARGE: {
    cause: 'The size that was announced for the ZIP file is 0, or more than 200,000,000 bytes.',
    remedy: 'Split it, or make the pictures smaller.',
  },
  IMPORT_PIECE_UNEXPECTED: {
    cause: 'A piece of the ZIP file came twice, out of order or with another size than was announced.',
    remedy: 'Send the file again from the beginning.',
  },
  IMPORT_NEEDS_STOCK_PERMISSION: {
    cause: 'The file has a column of stock, and the member lacks the permission STOCK_WRITE.',
    remedy: 'Leave the column out with `mapProductImport`, or let somebody apply it who may.',
  },
  TOO_MANY_IMPORTS: {
    cause: 'The shop keeps 100 imports, or archives of 1,000,000,000 bytes.',
    remedy: 'Wait: imports that are not applied are deleted after a day.',
  },
  IMPORT_NOT_READY: {
    cause: 'The import is at another step than the mutation needs, has problems, or its file was deleted.',
    remedy: 'Ask for it again and offer what `status` allows.',
  },
  IMPORT_COLUMNS_MISMATCH: {
    cause: '`fields` has not as many entries as the file has columns.',
    remedy: 'Send one entry for each of `columns`, null for those that are not imported.',
  },
  OPENPGP_KEY_INVALID: {
    cause: 'The text is no ASCII-armored OpenPGP key, or was cut.',
    remedy: 'Show it at the input.',
  },
  OPENPGP_KEY_PRIVATE: {
    cause: 'The text contains a private key. Nothing of it was stored.',
    remedy: 'Empty the input, and ask for the public key.',
  },
  OPENPGP_KEY_SEVERAL: {
    cause: 'The text contains more than one key.',
    remedy: 'Ask for the one whose owner reads the card mails.',
  },
  OPENPGP_KEY_TOO_LARGE: {
    cause: 'The text has more than 65,536 characters.',
    remedy: 'Export the key without signatures of others and without a photo.',
  },
  OPENPGP_KEY_EXPIRED: {
    cause: 'The key, or its subkey for encryption, has expired.',
    remedy: 'Extend it, export it, and send it again.',
  },
  OPENPGP_KEY_REVOKED: {
    cause: 'The owner has revoked the key.',
    remedy: 'Ask for the key that replaces it.',
  },
  OPENPGP_KEY_CANNOT_ENCRYPT: {
    cause: 'The key has no subkey with which mails can be encrypted.',
    remedy: 'Add one, export the key, and send it again.',
  },
  OPENPGP_KEY_TOO_WEAK: {
    cause: 'The key is RSA with fewer than 2,048 bits, or of an algorithm that is no longer safe.',
    remedy: 'Create a Curve25519 or a longer RSA key.',
  },
  OPENPGP_KEY_NOT_CONFIRMED: {
    cause: '`fingerprint` is not that of `armored`: the key was exchanged after it was checked.',
    remedy: 'Show the fingerprint of `checkOpenPgpKey` again, and let the owner compare it.',
  },
  OPENPGP_CODE_WRONG: {
    cause: 'The code is not the one of the newest mail.',
    remedy: 'Show it at the input; after five tries, offer `resendOpenPgpCode`.',
  },
  OPENPGP_CODE_EXPIRED: {
    cause:
      'There is no code to enter: it is older than an hour, was tried five times, or the address for card mails has changed.',
    remedy: 'Offer `resendOpenPgpCode`.',
  },
  BANK_FIELD_INVALID: {
    cause:
      'The value of the field that `field` names cannot be what this bank gives: length or characters are wrong.',
    remedy: 'Show it at the input, with the field’s `hint`.',
  },
  PAYMENT_URL_INVALID: {
    cause:
      'The address is not https, has a user name or fragment, is too long, or is that of the bank’s other environment.',
    remedy: 'Show it at the input, or offer the `brands` of the protocol.',
  },
  BANK_ALREADY_ADDED: {
    cause: 'The shop has a bank of this protocol: one of each is possible.',
    remedy: 'Change that one with `changeGatewayAccount`.',
  },
  INVITATION_INVALID: {
    cause: 'The token was used, revoked or replaced by a newer mail, or is older than seven days.',
    remedy: 'Ask whoever invited to use `resendInvitation`.',
  },
  INVITATION_FOR_OTHER_ACCOUNT: {
    cause: 'The signed-in member has another address than the invited one.',
    remedy: 'Let the person sign out, then open the link again.',
  },
  ACCOUNT_EXISTS: {
    cause: 'The invited address has an account.',
    remedy: 'Let the person sign in, then use `acceptInvitation`.',
  },
  ALREADY_INVITED: {
    cause: 'The address has an invitation to this shop that was neither accepted nor revoked.',
    remedy: 'Use `resendInvitation`.',
  },
  ALREADY_MEMBER: {
    cause: 'The address belongs to a member of this shop.',
    remedy: 'Change the role with `changeMemberRole`.',
  },
  INVITATION_LIMIT: {
    cause: 'The shop has sent 30 invitations within an hour, or three to this address.',
    remedy: 'Wait an hour.',
  },
  OWNER_NOT_CHANGEABLE: { cause: 'The member is the owner of the shop.', remedy: 'Use `transferOwnership`.' },
  LAST_OWNER: {
    cause: 'The owner wants to leave the shop.',
    remedy: 'Use `transferOwnership` before `leaveShop`.',
  },
  ROLE_NOT_ADJUSTABLE: {
    cause: '`role` is OWNER, who may do everything.',
    remedy: 'Do not offer to adjust it.',
  },
  PERMISSION_NOT_ALLOWED: {
    cause:
      'A permission that changes is one that the acting member lacks, ORDER_READ, which every role has, or OWNERSHIP_TRANSFER, which only the owner has. `field` names them.',
    remedy: 'Offer only permissions that the member has.',
  },
  ROLE_NOT_ALLOWED: {
    cause: 'The role is OWNER, or allows something that the acting member may not do.',
    remedy: 'Offer only roles whose permissions the member has: `rolePermissions`.',
  },
  TAX_TERRITORY_NOT_OF_COUNTRY: {
    cause: '`territory` is not one of the shop’s country.',
    remedy: 'Offer `taxSettings.territories`.',
  },
  OSS_NOT_AVAILABLE: {
    cause:
      '`ossSince` is set, and the territory is outside the VAT area of the European Union or the shop is a small business.',
    remedy: 'Offer the one-stop shop only where `isInUnion` is true and `isSmallBusiness` is not.',
  },
  TAX_RATE_INVALID: {
    cause:
      'The rate is not 0 to 10,000 basis points, or it is for a category whose rate is known for the territory.',
    remedy: 'Offer OTHER alone while `hasKnownRates` is true.',
  },
  PRICE_NOT_REDUCED: {
    cause: 'The price is not below the lowest one of the 30 days before, or it fell longer ago than that.',
    remedy: 'Show `lowestPrice` of `priceReductions`.',
  },
  REDUCTION_RUNNING: {
    cause: 'The price has a planned reduction that has begun, so no other can be planned.',
    remedy: 'End it with `withdrawReductions` first.',
  },
  DATE_IN_FUTURE: {
    cause: 'The day of the check, or the time of the return, has not come.',
    remedy: 'Limit the input to now and earlier.',
  },
  SETTINGS_CHANGED_MEANWHILE: {
    cause:
      '`version` is not that of what is stored: somebody else saved it. Of prices, `expectedPrice` is not the stored one.',
    remedy: 'Ask for the settings again, show both, and send the change with the new `version`.',
  },
  INVOICE_PREFIX_INVALID: {
    cause: 'The prefix is not one to eight capitals and hyphens that begin with a letter.',
    remedy: 'Show it at the input that `field` names.',
  },
  MAIL_PLACEHOLDER_UNKNOWN: {
    cause:
      'The text contains a name in braces that this mail does not know. `message` lists those that it knows.',
    remedy: 'Offer the `placeholders` of the mail.',
  },
  MAIL_LINK_INSECURE: {
    cause: 'The text contains an address with another scheme than https.',
    remedy: 'Show it at the input that `field` names.',
  },
  SENDER_NAME_INVALID: {
    cause:
      'The name contains a character that has a meaning in a header of a mail or is not visible, or has no letter or digit.',
    remedy: 'Show it at the input.',
  },
  PAGE_HAS_BLANKS: {
    cause: 'The text contains brackets that say what is to be completed. `message` names the first ones.',
    remedy: 'Let the member complete or remove them, then publish.',
  },
  PAGE_CHANGED_MEANWHILE: {
    cause: '`version` is not that of the page as it is stored: somebody else saved or published it.',
    remedy: 'Ask for `legalPage` again, show both texts, and send the change with the new `version`.',
  },
  PAGE_UNCHANGED: {
    cause: 'The text is the published one, and nothing that it is made from has changed.',
    remedy: 'Show that there is nothing to publish.',
  },
  CARD_NUMBER_NOT_ALLOWED: {
    cause: 'The text contains what looks like the number of a card. Nothing of the request is stored.',
    remedy:
      'Show it at the input that `field` names. Numbers that only look like one: write them with letters between.',
  },
  NUMBER_OUT_OF_RANGE: {
    cause: 'The number at `field` is negative, or more than is possible there. `message` says the limits.',
    remedy: 'Show it at the input.',
  },
  SLUG_INVALID: {
    cause: 'Nothing is left of the text once it is written with letters from a to z, digits and hyphens.',
    remedy: 'Show it at the input, or leave it empty: then the name is used.',
  },
  SLUG_TAKEN: {
    cause: 'Another product or collection of the shop has this address.',
    remedy: 'Show it at the input, or leave it empty: then a number is added.',
  },
  SKU_TAKEN: {
    cause: 'Another variant of the shop has this SKU.',
    remedy: 'Show it at the input, or leave it empty: then one is made.',
  },
  TOO_MANY_OPTIONS: {
    cause: '`optionNames` has more than three entries.',
    remedy: 'Limit the form to three options.',
  },
  OPTION_NAME_REPEATED: {
    cause: 'Two options have the same name; case and accents do not matter.',
    remedy: 'Show it at the second one.',
  },
  GTIN_INVALID: {
    cause: '`gtin` has another number of digits than 8, 12, 13 or 14, or its check digit is wrong.',
    remedy: 'Send the number that is printed below the barcode, or null.',
  },
  OPTION_VALUES_MISMATCH: {
    cause: '`optionValues` of the variant has not as many entries as `optionNames`.',
    remedy: 'Send one value for each option.',
  },
  TOO_MANY_VARIANTS: {
    cause: '`variants` has more than 250 entries.',
    remedy: 'Make several products of it.',
  },
  VARIANT_REPEATED: {
    cause:
      'Two variants have the same values, name or id; or two rows of a sheet change the same variant, or give one product two states.',
    remedy: 'Show it at the one that `field` names.',
  },
  PRODUCT_CHANGED_MEANWHILE: {
    cause: '`version` is not that of the product as it is stored: somebody else saved it.',
    remedy:
      'Show `product` of the answer beside what the member typed, and send it again with its `version`.',
  },
  PRODUCT_NOT_DELETABLE: {
    cause: 'The product is published. Nothing was deleted.',
    remedy: 'Archive it with `setProductStatus` first.',
  },
  STOCK_BELOW_RESERVED: {
    cause: 'Less would be on hand than orders have reserved.',
    remedy: 'Show `reserved`; ship or cancel the orders first.',
  },
  STOCK_REASON_OF_ORDERS: {
    cause: '`reason` is SHIPPED, which only a parcel writes.',
    remedy: 'Do not offer it.',
  },
  STOCK_CHANGED_MEANWHILE: {
    cause: '`expectedOnHand` is not what is stored: something was shipped or counted meanwhile.',
    remedy: 'Show the new count, and let the member count again.',
  },
  TOO_MANY_ITEMS: {
    cause: 'More than 500 products, variants or collections were sent at once.',
    remedy: 'Send them in parts.',
  },
  DELAY_OUT_OF_BOUNDS: {
    cause: 'The duration at `field` is shorter or longer than the description of the field allows.',
    remedy: 'Limit the input.',
  },
  PAGE_NOT_OF_SHOP: {
    cause: 'The page is not on one of the shop’s websites.',
    remedy: 'Add the website with `addShopOrigin`, or choose another page.',
  },
  COUNTRY_UNKNOWN: {
    cause: 'An entry of `countries` is no country that a zone may have.',
    remedy: 'Offer `shippingSettings.countryCodes`.',
  },
  ZONE_OVERLAPS: {
    cause:
      'Another zone names the same country or postcode, or both are for everywhere else. `message` names the zone and the place.',
    remedy: 'Take the place out of one of them.',
  },
  POSTAL_CODES_NEED_ONE_COUNTRY: {
    cause: '`postalPrefixes` are given, and `countries` has not exactly one entry.',
    remedy: 'Make a zone for each country.',
  },
  POSTAL_CODE_INVALID: {
    cause: 'A beginning of postcodes has other characters than letters and digits, or more than ten.',
    remedy: 'Show it at the input.',
  },
  AMOUNT_INVALID: {
    cause:
      'The amount at `field` is negative, is 0 where it must not be, or is larger than an amount can be.',
    remedy: 'Show it at the input; send minor units.',
  },
  TIERS_NOT_ASCENDING: {
    cause: 'A limit is not higher than the one before, or a tier without a limit is not the last.',
    remedy: 'Sort the tiers, and leave only the last one without a limit.',
  },
  SHOP_SLUG_INVALID: {
    cause:
      'The slug has other characters than lower-case letters, digits and hyphens, is too long, or is a name that the platform keeps for itself.',
    remedy: 'Show it at the input; `shopSlugProposal` says it before.',
  },
  SHOP_SLUG_TAKEN: {
    cause: 'Another shop has the slug, even one that is closed.',
    remedy: 'Offer the one of `shopSlugProposal`, or let the merchant choose another.',
  },
  SIGN_UP_CLOSED: {
    cause: 'The operator does not let everybody open a shop (`SIGN_UP`).',
    remedy: 'Show the form only while `signUpForm.isOpen` is true.',
  },
  SIGN_UP_FORM_EXPIRED: {
    cause: '`formToken` is older than four hours, or was not made by this platform.',
    remedy: 'Ask for `signUpForm` again, keep what was typed, and send it with the new token.',
  },
  COUNTRY_NOT_SUPPORTED: {
    cause: 'No shop can be opened in this country.',
    remedy: 'Offer `signUpForm.countries`.',
  },
  SHOP_CLOSED_FOR_GOOD: {
    cause: 'An operator wants to change a shop that is closed, which cannot be undone.',
    remedy: 'Open a new shop.',
  },
  TEXT_TOO_LONG: {
    cause: 'The text at `field` has more characters than its description allows.',
    remedy: 'Limit the input.',
  },
  REGISTRATION_NUMBER_INVALID: {
    cause: 'Of a business in France: the number is no SIREN or SIRET, or a check digit is wrong.',
    remedy: 'Show it at the input.',
  },
  VAT_NUMBER_INVALID: {
    cause: 'The number has not the form of a VAT number of its country.',
    remedy: 'Show it at the input; it begins with the country’s prefix.',
  },
  VAT_NUMBER_OF_OTHER_BUSINESS: {
    cause: 'The French VAT number contains another SIREN than `registrationNumber`.',
    remedy: 'Show it at both inputs.',
  },
  PHONE_INVALID: {
    cause: 'The text has not the form of a telephone number.',
    remedy: 'Show it at the input.',
  },
  URL_INVALID: { cause: 'The text is no https address.', remedy: 'Show it at the input that `field` names.' },
  ACCENT_COLOR_TOO_LIGHT: {
    cause: 'White text on the colour would have a contrast of less than 4.5 to 1 (WCAG 2.2, 1.4.3).',
    remedy: 'Show it at the input, and let the member choose a darker one.',
  },
  ACCENT_COLOR_INVALID: {
    cause: 'The text is not `#` and six hexadecimal digits.',
    remedy: 'Use a colour input.',
  },
  ORIGIN_INVALID: {
    cause: 'The text is no origin: it has a path, or is not https and not of this machine.',
    remedy: 'Show it at the input.',
  },
  ORIGIN_ALREADY_ADDED: {
    cause: 'The shop has this website already.',
    remedy: 'Ask for `shopOrigins` again.',
  },
  ORIGIN_IN_USE: {
    cause: '`cardPageUrl` or `orderPageUrl` of the settings is on this website.',
    remedy: 'Change that page with `changeShopSettings` first.',
  },
  TOO_MANY_ORIGINS: { cause: 'The shop has 20 websites.', remedy: 'Remove one with `removeShopOrigin`.' },
  NO_DOCUMENTS_REGISTERED: {
    cause: 'The storefront API would refuse every request, because no document is registered.',
    remedy: 'Register the documents of the frontend first: registered-documents.md.',
  },
  WEBHOOK_URL_INVALID: {
    cause:
      'The text is no https address, has more than 1,000 characters, or has a user name, password or fragment.',
    remedy: 'Show it at the input.',
  },
  WEBHOOK_URL_NOT_PUBLIC: {
    cause: 'The host is this machine, or an address of a private network.',
    remedy: 'Show it at the input; to try webhooks on your own machine see webhooks.md.',
  },
  WEBHOOK_EVENTS_MISSING: {
    cause: '`eventTypes` is empty.',
    remedy: 'Offer `webhookEventTypes`, and ask for at least one.',
  },
  WEBHOOK_DOCUMENT_INVALID: {
    cause: 'The document does not fit `webhookPayloadSchema`. `message` says in which line.',
    remedy: 'Show it at the input.',
  },
  WEBHOOK_DOCUMENT_NAMES_BUYERS: {
    cause: 'The document asks who the buyers are, and the member lacks the permission BUYER_READ.',
    remedy: 'Leave these fields out, or let somebody save it who has the permission.',
  },
  WEBHOOK_IS_OFF: {
    cause: '`isActive` of the webhook is false, so nothing is sent.',
    remedy: 'Switch it on with `changeWebhook` first.',
  },
  WEBHOOK_DELIVERY_WAITS: {
    cause: 'The delivery is PENDING: it is still tried by itself.',
    remedy: 'Offer to repeat it once it is DELIVERED or FAILED.',
  },
  WEBHOOK_PERIOD_INVALID: {
    cause: '`to` is not after `from`, or `from` is more than 30 days ago.',
    remedy: 'Limit the inputs.',
  },
  TOO_MANY_WEBHOOK_EVENTS: {
    cause: 'The period has more than 10,000 events.',
    remedy: 'Send it in shorter periods.',
  },
  TOO_MANY_WEBHOOKS: { cause: 'The shop has ten webhooks.', remedy: 'Delete one with `deleteWebhook`.' },
  TOO_MANY_API_KEYS: {
    cause: 'The shop has twenty keys of the merchant API that are valid.',
    remedy: 'Revoke one with `revokeApiKey`.',
  },
  TOO_MANY_SHOP_KEYS: {
    cause: 'The shop has ten keys.',
    remedy: 'Revoke one with `revokeShopKey`.',
  },
  DISCOUNT_CODE_INVALID: {
    cause:
      'The code has fewer than 2 or more than 40 characters, does not begin with a letter or digit, or has others than letters, digits, hyphens and underscores.',
    remedy: 'Show it at the input.',
  },
  DISCOUNT_CODE_TAKEN: {
    cause: 'Another discount of the shop has the code.',
    remedy: 'Show it at the input.',
  },
  PERCENTAGE_INVALID: {
    cause: '`basisPoints` is not 1 to 10,000.',
    remedy: 'Show it at the input; 10 % are 1000.',
  },
  LIMIT_INVALID: {
    cause: 'The limit at `field` is less than 1, or too large.',
    remedy: 'Show it at the input; null for no limit.',
  },
  PERIOD_INVALID: {
    cause: 'The end is not after the beginning or, of a reduction at once, not in the future.',
    remedy: 'Show it at the input of the end.',
  },
}
