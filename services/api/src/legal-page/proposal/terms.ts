import type { Language } from '../../kernel/errors.ts'
import type { PageFacts } from '../page-facts.ts'
import { FRENCH_GUARANTEE, HIDDEN_DEFECTS, UNION_GUARANTEE } from './guarantees.ts'
import {
  blank,
  businessLines,
  deliveryCountries,
  escape,
  fact,
  heading,
  isFrench,
  list,
  paragraph,
} from './html.ts'

/** Terms of sale to consumers: code de la consommation L111-1, L221-5 and D211-2 (with its annex); Directives 2011/83/EU and (EU) 2019/771. */
export const terms: Record<Language, (facts: PageFacts) => string> = {
  fr: (facts) =>
    [
      heading('1. Vendeur et champ d’application'),
      paragraph(
        `Les présentes conditions s’appliquent à toute commande passée par un consommateur dans la boutique en ligne ${escape(facts.shopName)}. La version applicable est celle publiée au moment de la commande\u00a0; elle est jointe à l’e-mail de confirmation. Le vendeur est\u00a0:`,
      ),
      businessLines(facts, 'fr'),
      heading('2. Produits'),
      paragraph(
        'Les caractéristiques essentielles de chaque produit figurent sur sa fiche. Les produits sont proposés dans la limite des stocks disponibles.',
      ),
      heading('3. Prix'),
      paragraph(
        `${facts.taxExempt ? SMALL_BUSINESS.fr(facts) : 'Les prix sont indiqués toutes taxes comprises, hors frais de livraison.'} Les frais de livraison et le total sont affichés avant la validation de la commande. Pour une livraison hors du territoire douanier et fiscal du vendeur, des droits de douane et taxes peuvent être dus à l’arrivée par le destinataire.`,
      ),
      heading('4. Commande'),
      paragraph(
        `L’acheteur choisit ses articles, vérifie son panier, saisit ses coordonnées et choisit la livraison. Il peut corriger sa saisie jusqu’au dernier bouton, qui rappelle l’obligation de paiement\u00a0: le contrat est conclu à ce moment. Une confirmation est envoyée par e-mail. Le contrat est conclu en français.${isFrench(facts) ? ' Les commandes d’au moins 120\u00a0€ sont archivées pendant dix ans et l’acheteur peut en obtenir une copie.' : ''}`,
      ),
      heading('5. Paiement'),
      list(...payment(facts, 'fr')),
      heading('6. Livraison'),
      paragraph(
        `Le vendeur livre dans ${deliveryCountries(facts, 'fr') === 'le monde entier' ? 'le monde entier' : `les pays suivants\u00a0: ${deliveryCountries(facts, 'fr')}`}. Les modes de livraison et leurs frais sont proposés lors de la commande. Sauf délai plus court indiqué à ce moment, la livraison a lieu au plus tard trente jours après la commande.`,
      ),
      paragraph(
        `En cas de retard, l’acheteur peut ${isFrench(facts) ? 'suspendre son paiement, ou ' : ''}demander la livraison dans un délai supplémentaire raisonnable puis, à défaut, résoudre le contrat${isFrench(facts) ? ' (articles L216-6 et L216-7 du code de la consommation)' : ''}. Le risque de perte ou d’endommagement est transféré à l’acheteur lorsqu’il prend physiquement possession du bien.`,
      ),
      heading('7. Droit de rétractation'),
      paragraph(
        'L’acheteur dispose de quatorze jours après la réception pour se rétracter, sans motif. Les conditions, les exceptions et le formulaire type figurent sur la page «\u00a0Droit de rétractation\u00a0», jointe elle aussi à l’e-mail de confirmation.',
      ),
      heading('8. Garanties légales'),
      ...(isFrench(facts) ? FRENCH_GUARANTEE : [paragraph(UNION_GUARANTEE.fr)]),
      heading('9. Réclamations et médiation'),
      paragraph(
        `Toute réclamation peut être adressée au vendeur par e-mail à ${fact(facts.email, 'adresse e-mail', 'fr')} ou à l’adresse indiquée ci-dessus.`,
      ),
      paragraph(
        `Si la réclamation n’aboutit pas, le consommateur peut recourir gratuitement au médiateur de la consommation dont relève le vendeur\u00a0: ${mediator(facts, 'fr')}.`,
      ),
      heading('10. Données personnelles'),
      paragraph('Le traitement des données personnelles est décrit dans la politique de confidentialité.'),
      heading('11. Droit applicable'),
      paragraph(
        isFrench(facts)
          ? 'Le contrat est soumis au droit français, sans priver le consommateur de la protection que lui assurent les dispositions impératives de la loi de son pays de résidence.'
          : 'Le contrat est soumis au droit du pays du vendeur, sans priver le consommateur de la protection que lui assurent les dispositions impératives de la loi de son pays de résidence.',
      ),
    ].join(''),
  en: (facts) =>
    [
      heading('1. Seller and scope'),
      paragraph(
        `These terms apply to every order that a consumer places in the online shop ${escape(facts.shopName)}. The version that applies is the one published when the order is placed; it is attached to the confirmation email. The seller is:`,
      ),
      businessLines(facts, 'en'),
      heading('2. Products'),
      paragraph(
        'The main characteristics of each product are described on its page. Products are offered while stocks last.',
      ),
      heading('3. Prices'),
      paragraph(
        `${facts.taxExempt ? SMALL_BUSINESS.en(facts) : 'Prices include all taxes and do not include delivery.'} Delivery costs and the total are shown before the order is placed. For delivery outside the seller’s customs and tax territory, customs duties and taxes may be due from the recipient on arrival.`,
      ),
      heading('4. Ordering'),
      paragraph(
        `The buyer chooses items, checks the cart, enters contact details and chooses the delivery. Entries can be corrected until the last button, which states the obligation to pay: the contract is concluded at that moment. A confirmation is sent by email. The contract is concluded in English.${isFrench(facts) ? ' Orders of at least €120 are archived for ten years, and the buyer can obtain a copy.' : ''}`,
      ),
      heading('5. Payment'),
      list(...payment(facts, 'en')),
      heading('6. Delivery'),
      paragraph(
        `The seller delivers to ${deliveryCountries(facts, 'en') === 'all countries' ? 'all countries' : `the following countries: ${deliveryCountries(facts, 'en')}`}. Delivery methods and their costs are offered when ordering. Unless a shorter time is given then, delivery takes place within thirty days of the order at the latest.`,
      ),
      paragraph(
        'If delivery is late, the buyer may ask for delivery within an additional reasonable time and, failing that, terminate the contract. The risk of loss or damage passes to the buyer on taking physical possession of the goods.',
      ),
      heading('7. Right of withdrawal'),
      paragraph(
        'The buyer may withdraw from the contract within fourteen days of receiving the goods, without giving a reason. Conditions, exceptions and the model form are on the page “Right of withdrawal”, which is attached to the confirmation email as well.',
      ),
      heading('8. Legal guarantees'),
      paragraph(UNION_GUARANTEE.en),
      ...(isFrench(facts) ? [paragraph(HIDDEN_DEFECTS.en)] : []),
      heading('9. Complaints and mediation'),
      paragraph(
        `Complaints can be sent to the seller by email at ${fact(facts.email, 'email address', 'en')} or to the address above.`,
      ),
      paragraph(
        `If a complaint is not settled, consumers may turn free of charge to the seller’s consumer mediator: ${mediator(facts, 'en')}.`,
      ),
      heading('10. Personal data'),
      paragraph('The processing of personal data is described in the privacy policy.'),
      heading('11. Applicable law'),
      paragraph(
        `The contract is governed by ${isFrench(facts) ? 'French law' : 'the law of the seller’s country'}, without depriving consumers of the protection of the mandatory rules of the country in which they live.`,
      ),
    ].join(''),
}

function payment({ paymentModes }: PageFacts, language: Language): string[] {
  const modes = paymentModes.split(',').filter(Boolean)
  const texts: Record<string, Record<Language, string>> = {
    BANK: {
      fr: 'En ligne, sur la page sécurisée de la banque du vendeur.',
      en: 'Online, on the secure page of the seller’s bank.',
    },
    CARD: {
      fr: 'Par carte bancaire, dont le numéro est transmis chiffré. Le vendeur demande le paiement à sa banque après la commande. Le code de sécurité n’est jamais demandé.',
      en: 'By card, whose number is transmitted encrypted. The seller asks its bank for the payment after the order. The security code is never asked for.',
    },
  }
  const known = modes.flatMap((mode) => texts[mode]?.[language] ?? [])
  return known.length > 0
    ? known
    : [blank(language === 'fr' ? 'moyens de paiement' : 'payment methods', language)]
}

function mediator({ mediatorName, mediatorUrl }: PageFacts, language: Language): string {
  if (!mediatorName)
    return blank(
      language === 'fr' ? 'nom, adresse et site du médiateur' : 'name, address and website of the mediator',
      language,
    )
  const url = escape(mediatorUrl)
  return url ? `${escape(mediatorName)}, <a href="${url}">${url}</a>` : escape(mediatorName)
}

const SMALL_BUSINESS: Record<Language, (facts: PageFacts) => string> = {
  fr: (facts) =>
    `Les prix sont indiqués hors frais de livraison. ${isFrench(facts) ? 'Le vendeur bénéficie de la franchise en base\u00a0: TVA non applicable, article 293 B du CGI.' : 'Le vendeur, petite entreprise, est exonéré de TVA.'}`,
  en: () => 'Prices do not include delivery. The seller is exempt from VAT as a small business.',
}
