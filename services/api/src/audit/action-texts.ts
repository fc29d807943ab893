import type { Language } from '../kernel/errors.ts'
import type { LocalizedText } from '../kernel/messages.ts'

/** What each action of the audit log means. `writeAudit` takes no other action: one without a text does not compile. */
export const ACTION_TEXTS = {
  // Accounts
  signIn: { en: 'Signed in', fr: 'Connexion' },
  reauthenticate: { en: 'Confirmed the password', fr: 'Mot de passe confirmé' },
  changePassword: { en: 'Changed the password', fr: 'Mot de passe changé' },
  resetPassword: {
    en: 'Set a new password by a mailed link',
    fr: 'Nouveau mot de passe par lien reçu par e-mail',
  },
  confirmMfa: { en: 'Turned two-step sign-in on', fr: 'Validation en deux étapes activée' },
  removeMfa: { en: 'Turned two-step sign-in off', fr: 'Validation en deux étapes désactivée' },
  regenerateRecoveryCodes: { en: 'Created new recovery codes', fr: 'Nouveaux codes de secours' },
  addPasskey: { en: 'Added a passkey', fr: 'Clé d’accès ajoutée' },
  removePasskey: { en: 'Removed a passkey', fr: 'Clé d’accès supprimée' },
  endSession: { en: 'Ended a session', fr: 'Session terminée' },
  endOtherSessions: { en: 'Ended all other sessions', fr: 'Autres sessions terminées' },
  // People
  inviteMember: { en: 'Invited somebody', fr: 'Invitation envoyée' },
  resendInvitation: { en: 'Sent an invitation again', fr: 'Invitation renvoyée' },
  revokeInvitation: { en: 'Withdrew an invitation', fr: 'Invitation retirée' },
  acceptInvitation: { en: 'Accepted an invitation', fr: 'Invitation acceptée' },
  changeMemberRole: { en: 'Changed somebody’s role', fr: 'Rôle d’une personne modifié' },
  removeMember: { en: 'Removed somebody', fr: 'Personne retirée' },
  leaveShop: { en: 'Left the shop', fr: 'A quitté la boutique' },
  transferOwnership: { en: 'Transferred the shop', fr: 'Boutique cédée' },
  changeRolePermissions: { en: 'Changed what a role allows', fr: 'Droits d’un rôle modifiés' },
  // Orders
  cancelOrder: { en: 'Cancelled an order', fr: 'Commande annulée' },
  addOrderNote: { en: 'Wrote a note on an order', fr: 'Note ajoutée à une commande' },
  removeOrderNote: { en: 'Removed a note from an order', fr: 'Note retirée d’une commande' },
  createOrderView: { en: 'Shared a view of the orders', fr: 'Vue des commandes partagée' },
  changeOrderView: { en: 'Changed a shared view of the orders', fr: 'Vue partagée des commandes modifiée' },
  deleteOrderView: { en: 'Deleted a shared view of the orders', fr: 'Vue partagée des commandes supprimée' },
  markShipped: { en: 'Marked an order as shipped', fr: 'Commande expédiée' },
  shipParcel: { en: 'Shipped a parcel', fr: 'Colis expédié' },
  markReadyForPickup: { en: 'Set an order aside to be collected', fr: 'Commande prête à être retirée' },
  changeParcel: { en: 'Corrected the tracking of a parcel', fr: 'Suivi d’un colis corrigé' },
  markParcelDelivered: { en: 'Recorded a delivery', fr: 'Livraison enregistrée' },
  undoDelivery: { en: 'Took a delivery back', fr: 'Livraison annulée' },
  undoParcel: { en: 'Took a parcel back', fr: 'Colis annulé' },
  resendMail: { en: 'Sent an email again', fr: 'E-mail renvoyé' },
  exportBuyerData: { en: 'Exported the data of a buyer', fr: 'Données d’un client exportées' },
  eraseBuyerData: { en: 'Erased the data of a buyer', fr: 'Données d’un client effacées' },
  requestBankPayment: {
    en: 'Asked the buyer to pay at the bank',
    fr: 'Paiement à la banque demandé au client',
  },
  enterOrder: { en: 'Entered an order', fr: 'Commande saisie' },
  startCardEntry: {
    en: 'Opened the page to enter a card given by telephone or post',
    fr: 'Page de saisie d’une carte donnée par téléphone ou courrier ouverte',
  },
  requestManualPayment: {
    en: 'Told the buyer how to pay by transfer or cheque',
    fr: 'Instructions de virement ou de chèque envoyées au client',
  },
  recordReceipt: {
    en: 'Recorded a transfer or cheque',
    fr: 'Virement ou chèque enregistré',
  },
  undoReceipt: {
    en: 'Undid a recorded transfer or cheque',
    fr: 'Enregistrement d’un virement ou d’un chèque annulé',
  },
  changeManualPayments: {
    en: 'Changed payment by transfer or cheque',
    fr: 'Paiement par virement ou chèque modifié',
  },
  requestCard: { en: 'Asked the buyer for the card again', fr: 'Carte redemandée au client' },
  // Cards
  revealCard: { en: 'Revealed a card', fr: 'Carte affichée' },
  'revealCard refused': { en: 'Was refused to reveal a card', fr: 'Affichage d’une carte refusé' },
  'revealCard limited': {
    en: 'Reached the limit of revealed cards',
    fr: 'Limite d’affichage des cartes atteinte',
  },
  'revealCard failed': {
    en: 'Could not reveal a card whose digits are lost',
    fr: 'Carte impossible à afficher, chiffres perdus',
  },
  'certifyPayment APPROVED': { en: 'Certified a payment as approved', fr: 'Paiement certifié accepté' },
  'certifyPayment REFUSED': { en: 'Certified a payment as refused', fr: 'Paiement certifié refusé' },
  'certifyPayment REFERRAL': {
    en: 'Recorded that the bank asks for a call',
    fr: 'Appel demandé par la banque',
  },
  recordRefund: { en: 'Recorded a refund', fr: 'Remboursement enregistré' },
  recordReturn: { en: 'Recorded the return of withdrawn goods', fr: 'Retour après rétractation enregistré' },
  closeWithdrawal: {
    en: 'Closed a withdrawal without a refund',
    fr: 'Rétractation clôturée sans remboursement',
  },
  // Payments that no order took
  'unmatchedPayment ACCEPTED': {
    en: 'Accepted a payment for its order',
    fr: 'Paiement accepté pour sa commande',
  },
  'unmatchedPayment UNDONE': {
    en: 'Undid a payment that waited for a decision',
    fr: 'Paiement à rapprocher annulé',
  },
  'unmatchedPayment REFUNDED': {
    en: 'Recorded the refund of a payment',
    fr: 'Remboursement d’un paiement enregistré',
  },
  'unmatchedPayment CONTACTED': {
    en: 'Recorded that the buyer was contacted',
    fr: 'Contact avec le client enregistré',
  },
  'unmatchedPayment REOPENED': { en: 'Reopened a payment', fr: 'Paiement rouvert' },
  // Settings
  changeShopSettings: { en: 'Changed the shop settings', fr: 'Réglages de la boutique modifiés' },
  setFragmentTo: {
    en: 'Changed the address of card emails',
    fr: 'Adresse des e-mails de carte modifiée',
  },
  setOpenPgpKey: { en: 'Entered an encryption key', fr: 'Clé de chiffrement saisie' },
  resendOpenPgpCode: { en: 'Sent the code of a key again', fr: 'Code d’une clé renvoyé' },
  confirmOpenPgpKey: { en: 'Confirmed an encryption key', fr: 'Clé de chiffrement confirmée' },
  discardUnconfirmedKey: {
    en: 'Discarded an unconfirmed key',
    fr: 'Clé non confirmée abandonnée',
  },
  removeOpenPgpKey: { en: 'Removed the encryption key', fr: 'Clé de chiffrement supprimée' },
  setOpenPgpRequired: {
    en: 'Changed whether card emails must be encrypted',
    fr: 'Chiffrement obligatoire des e-mails de carte modifié',
  },
  addGatewayAccount: { en: 'Added a bank', fr: 'Banque ajoutée' },
  changeGatewayAccount: { en: 'Changed a bank', fr: 'Banque modifiée' },
  enableGatewayAccount: { en: 'Enabled a bank', fr: 'Banque activée' },
  disableGatewayAccount: { en: 'Disabled a bank', fr: 'Banque désactivée' },
  removeGatewayAccount: { en: 'Removed a bank', fr: 'Banque supprimée' },
  startTestPayment: { en: 'Began a test payment', fr: 'Paiement de test commencé' },
  sortGatewayAccounts: { en: 'Sorted the banks', fr: 'Ordre des banques modifié' },
  saveShippingZone: { en: 'Saved a delivery zone', fr: 'Zone de livraison enregistrée' },
  removeShippingZone: { en: 'Removed a delivery zone', fr: 'Zone de livraison supprimée' },
  saveShippingMethod: { en: 'Saved a delivery method', fr: 'Mode de livraison enregistré' },
  removeShippingMethod: { en: 'Removed a delivery method', fr: 'Mode de livraison supprimé' },
  sortShippingMethods: { en: 'Sorted the delivery methods', fr: 'Ordre des modes de livraison modifié' },
  changeBusinessIdentity: { en: 'Changed the business identity', fr: 'Identité de l’entreprise modifiée' },
  changeShopAppearance: { en: 'Changed the shop’s name or look', fr: 'Nom ou aspect de la boutique modifié' },
  changeMailSettings: {
    en: 'Changed the sender or footer of emails to buyers',
    fr: 'Expéditeur ou pied des e-mails aux clients modifié',
  },
  changeMailText: { en: 'Changed the text of an email', fr: 'Texte d’un e-mail modifié' },
  resetMailText: {
    en: 'Went back to the default text of an email',
    fr: 'Texte d’origine d’un e-mail rétabli',
  },
  sendTestMail: { en: 'Sent a test email', fr: 'E-mail de test envoyé' },
  changeInvoiceSettings: { en: 'Changed the settings of invoices', fr: 'Réglages des factures modifiés' },
  saveLegalPage: { en: 'Saved the draft of a legal page', fr: 'Brouillon d’une page légale enregistré' },
  discardLegalPageDraft: {
    en: 'Discarded the draft of a legal page',
    fr: 'Brouillon d’une page légale abandonné',
  },
  restoreLegalPage: {
    en: 'Took an earlier version of a legal page as draft',
    fr: 'Ancienne version d’une page légale reprise en brouillon',
  },
  publishLegalPage: { en: 'Published a legal page', fr: 'Page légale publiée' },
  skipSetupStep: { en: 'Put a setup step off', fr: 'Étape de mise en route remise à plus tard' },
  resumeSetupStep: { en: 'Took a setup step up again', fr: 'Étape de mise en route reprise' },
  createShopKey: { en: 'Created an API key', fr: 'Clé d’API créée' },
  rotateShopKey: { en: 'Replaced an API key', fr: 'Clé d’API remplacée' },
  revokeShopKey: { en: 'Revoked an API key', fr: 'Clé d’API révoquée' },
  createApiKey: { en: 'Created a key of the merchant API', fr: 'Clé de l’API marchande créée' },
  revokeApiKey: { en: 'Revoked a key of the merchant API', fr: 'Clé de l’API marchande révoquée' },
  createWebhook: { en: 'Created a webhook', fr: 'Webhook créé' },
  changeWebhook: { en: 'Changed a webhook', fr: 'Webhook modifié' },
  deleteWebhook: { en: 'Deleted a webhook', fr: 'Webhook supprimé' },
  rotateWebhookSecret: { en: 'Replaced the secret of a webhook', fr: 'Secret d’un webhook remplacé' },
  sendTestEvent: { en: 'Tested a webhook', fr: 'Webhook testé' },
  repeatDelivery: { en: 'Sent an event to a webhook again', fr: 'Événement renvoyé à un webhook' },
  replayEvents: {
    en: 'Sent the events of a period to a webhook again',
    fr: 'Événements d’une période renvoyés à un webhook',
  },
  addShopOrigin: { en: 'Added a website', fr: 'Site ajouté' },
  removeShopOrigin: { en: 'Removed a website', fr: 'Site supprimé' },
  refuseUnregisteredDocuments: {
    en: 'Decided whether requests that are not registered are refused',
    fr: 'Refus des requêtes non enregistrées activé ou désactivé',
  },
  changeTaxSettings: { en: 'Changed the tax settings', fr: 'Réglages de TVA modifiés' },
  recordVatCheck: {
    en: 'Recorded the check of a VAT number',
    fr: 'Vérification d’un numéro de TVA enregistrée',
  },
  removeVatCheck: {
    en: 'Removed the check of a VAT number',
    fr: 'Vérification d’un numéro de TVA supprimée',
  },
  reducePrices: { en: 'Reduced prices', fr: 'Prix réduits' },
  announceReductions: { en: 'Announced price reductions', fr: 'Réductions de prix annoncées' },
  withdrawReductions: { en: 'Withdrew price reductions', fr: 'Réductions de prix retirées' },
  // Catalogue
  createProduct: { en: 'Created a product', fr: 'Produit créé' },
  changeProduct: { en: 'Changed a product', fr: 'Produit modifié' },
  changeVariants: {
    en: 'Changed prices and stock in the table',
    fr: 'Prix et stocks modifiés dans le tableau',
  },
  setProductStatus: { en: 'Changed the status of products', fr: 'Statut de produits modifié' },
  duplicateProduct: { en: 'Duplicated a product', fr: 'Produit dupliqué' },
  deleteProducts: { en: 'Deleted products', fr: 'Produits supprimés' },
  adjustStock: { en: 'Adjusted stock', fr: 'Stock ajusté' },
  applyProductImport: { en: 'Imported products', fr: 'Produits importés' },
  undoProductImport: { en: 'Undid an import of products', fr: 'Import de produits annulé' },
  createCollection: { en: 'Created a collection', fr: 'Collection créée' },
  changeCollection: { en: 'Changed a collection', fr: 'Collection modifiée' },
  deleteCollection: { en: 'Deleted a collection', fr: 'Collection supprimée' },
  sortCollections: { en: 'Sorted the collections', fr: 'Ordre des collections modifié' },
  saveDiscount: { en: 'Saved a discount', fr: 'Réduction enregistrée' },
  removeDiscount: { en: 'Deleted a discount', fr: 'Réduction supprimée' },
  // The platform itself
  createShop: { en: 'Opened the shop', fr: 'Boutique ouverte' },
  inviteOwner: { en: 'Invited the owner', fr: 'Propriétaire invité' },
  connectStorefront: {
    en: 'Connected the shop to a storefront',
    fr: 'Boutique reliée à un site de vente',
  },
  changeShopStatus: { en: 'Changed the state of the shop', fr: 'État de la boutique modifié' },
  cutAuditLog: {
    en: 'Deleted entries older than 13 months',
    fr: 'Entrées de plus de 13 mois supprimées',
  },
} as const satisfies Record<string, LocalizedText>

/** The name of an operation, as the audit log records it. */
export type AuditActionName = keyof typeof ACTION_TEXTS

/** What a recorded action means; its name if no version of this code knows it any more. */
export const actionText = (action: string, language: Language): string =>
  Object.hasOwn(ACTION_TEXTS, action) ? ACTION_TEXTS[action as AuditActionName][language] : action
