import type { Language } from '../../kernel/errors.ts'
import type { PageFacts } from '../page-facts.ts'
import { blank, escape, isFrench } from './html.ts'

/** What each way to pay that the shop offers does with data, as items of a list. */
export function paymentItems(facts: PageFacts, language: Language): (string | null)[] {
  const fr = language === 'fr'
  const methods = facts.manualMethods.split(',')
  return [
    facts.cardRetentionDays
      ? fr
        ? 'Paiement par carte\u00a0: numéro de carte et date d’expiration, chiffrés et conservés en deux parties séparées. Base\u00a0: exécution du contrat.'
        : 'Payment by card: card number and expiry date, encrypted and kept in two separate parts. Basis: performance of the contract.'
      : null,
    facts.paymentModes.split(',').includes('BANK')
      ? fr
        ? 'Paiement à la banque\u00a0: la carte est saisie sur la page de la banque, qui ne nous transmet que le résultat et la référence du paiement. Base\u00a0: exécution du contrat.'
        : 'Payment at the bank: the card is entered on the bank’s page; the bank tells us the outcome and the reference of the payment only. Basis: performance of the contract.'
      : null,
    methods.includes('TRANSFER')
      ? fr
        ? 'Virement\u00a0: nom du payeur et référence du virement, indiqués par notre banque. Base\u00a0: exécution du contrat.'
        : 'Bank transfer: the payer’s name and the reference of the transfer, given by our bank. Basis: performance of the contract.'
      : null,
    methods.includes('CHEQUE')
      ? fr
        ? 'Chèque\u00a0: nom du payeur et numéro du chèque. Base\u00a0: exécution du contrat.'
        : 'Cheque: the payer’s name and the number of the cheque. Basis: performance of the contract.'
      : null,
  ]
}

/** Who takes payments, with the names of the shop's banks. */
export function bankRecipient({ bankProviders }: PageFacts, language: Language): string {
  const names = bankProviders ? ` (${escape(bankProviders)})` : ''
  return language === 'fr'
    ? `la banque du vendeur${names}, pour le paiement\u00a0;`
    : `the seller’s bank${names}, for the payment;`
}

/** How long data is kept, as items of a list. */
export function retentionItems(facts: PageFacts, language: Language): (string | null)[] {
  const fr = language === 'fr'
  const law = isFrench(facts) ? ' (article L123-22 du code de commerce)' : ''
  const period = facts.buyerRetentionMonths && periodText(facts.buyerRetentionMonths, language)
  const card = escape(facts.cardRetentionDays)
  return [
    ...(period
      ? fr
        ? [
            `commandes\u00a0: le nom, les adresses, l’e-mail et le téléphone sont effacés ${period} après le dernier contact\u00a0;`,
            `factures et pièces comptables\u00a0: dix ans à compter de la clôture de l’exercice${law}\u00a0;`,
          ]
        : [
            `orders: name, addresses, email address and telephone number are erased ${period} after the last contact;`,
            'invoices and accounting records: ten years from the end of the financial year;',
          ]
      : fr
        ? [
            `commandes payées\u00a0: dix ans à compter de la clôture de l’exercice${law}\u00a0;`,
            `commandes non payées\u00a0: ${blank('durée de conservation des commandes non payées', 'fr')}\u00a0;`,
          ]
        : [
            'paid orders: ten years from the end of the financial year;',
            `unpaid orders: ${blank('how long unpaid orders are kept', 'en')};`,
          ]),
    card &&
      (fr
        ? `carte\u00a0: les six derniers chiffres sont effacés dès leur envoi au vendeur et au plus tard après 24\u00a0heures\u00a0; les autres dès la fin du paiement et au plus tard après ${card} jours.`
        : `card: the last six digits are erased as soon as they have been sent to the seller, after 24 hours at the latest; the others when the payment ends, after ${card} days at the latest.`),
  ]
}

/** A number of months in words: whole years as years. */
function periodText(text: string, language: Language): string {
  const months = Number(text)
  const isYears = months % 12 === 0
  const count = isYears ? months / 12 : escape(text)
  if (language === 'fr') return `${count} ${isYears ? (count === 1 ? 'an' : 'ans') : 'mois'}`
  return `${count} ${isYears ? (count === 1 ? 'year' : 'years') : 'months'}`
}
