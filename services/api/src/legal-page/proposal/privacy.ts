import type { Language } from '../../kernel/errors.ts'
import type { PageFacts } from '../page-facts.ts'
import { blank, businessLines, fact, heading, isFrench, list, paragraph } from './html.ts'
import { bankRecipient, paymentItems, retentionItems } from './privacy-parts.ts'

/** What buyers must be told about their data: Regulation (EU) 2016/679 (GDPR), art. 13. How long cards are kept: CNIL 2018-303. */
export const privacy: Record<Language, (facts: PageFacts) => string> = {
  fr: (facts) =>
    [
      heading('Responsable du traitement'),
      businessLines(facts, 'fr'),
      heading('Données, finalités et bases juridiques'),
      list(
        'Commande, livraison et service après-vente\u00a0: nom, adresses, e-mail, téléphone, contenu de la commande. Base\u00a0: exécution du contrat.',
        'Comptabilité et facturation\u00a0: les mêmes données. Base\u00a0: obligation légale.',
        'Panier\u00a0: un identifiant tiré au hasard, conservé dans un cookie strictement nécessaire\u00a0; aucun nom ni adresse n’y est associé avant la commande. Base\u00a0: intérêt légitime à faire fonctionner la boutique.',
        'E-mails sur la commande\u00a0: confirmation, paiement, expédition et rappels, à l’adresse indiquée. Base\u00a0: exécution du contrat.',
        ...paymentItems(facts, 'fr'),
      ),
      paragraph(
        'Les champs obligatoires sont nécessaires au traitement de la commande. Aucune décision n’est prise de façon automatisée et aucun profil n’est établi.',
      ),
      heading('Destinataires'),
      list(
        'le personnel du vendeur chargé des commandes\u00a0;',
        'le transporteur choisi lors de la commande\u00a0;',
        bankRecipient(facts, 'fr'),
        `l’hébergeur de la boutique, en qualité de sous-traitant\u00a0: ${fact(facts.hostingProvider, 'nom et adresse de l’hébergeur', 'fr')}\u00a0;`,
        blank(
          'autres destinataires, et transferts éventuels hors de l’Union européenne avec leurs garanties\u00a0; supprimez cette ligne s’il n’y en a pas',
          'fr',
        ),
      ),
      heading('Durées de conservation'),
      list(...retentionItems(facts, 'fr')),
      heading('Vos droits'),
      paragraph(
        `Vous pouvez demander l’accès à vos données, leur rectification, leur effacement, la limitation de leur traitement ou leur portabilité, et vous opposer à leur traitement, en écrivant à ${fact(facts.email, 'adresse e-mail', 'fr')}.`,
      ),
      paragraph(
        isFrench(facts)
          ? 'Vous pouvez introduire une réclamation auprès de la CNIL (<a href="https://www.cnil.fr">https://www.cnil.fr</a>) et définir des directives sur le sort de vos données après votre décès.'
          : 'Vous pouvez introduire une réclamation auprès de l’autorité de protection des données de votre pays.',
      ),
    ].join(''),
  en: (facts) =>
    [
      heading('Controller'),
      businessLines(facts, 'en'),
      heading('Data, purposes and legal bases'),
      list(
        'Order, delivery and after-sales service: name, addresses, email, telephone, contents of the order. Basis: performance of the contract.',
        'Accounting and invoicing: the same data. Basis: legal obligation.',
        'Cart: a random identifier, kept in a strictly necessary cookie; no name or address belongs to it before the order. Basis: legitimate interest in running the shop.',
        'Emails about the order: confirmation, payment, shipping and reminders, to the address given. Basis: performance of the contract.',
        ...paymentItems(facts, 'en'),
      ),
      paragraph(
        'Required fields are necessary to process the order. No decision is made automatically and no profile is made.',
      ),
      heading('Recipients'),
      list(
        'the seller’s staff in charge of orders;',
        'the carrier chosen when ordering;',
        bankRecipient(facts, 'en'),
        `the shop’s hosting provider, as a processor: ${fact(facts.hostingProvider, 'name and address of the hosting provider', 'en')};`,
        blank(
          'other recipients, and any transfers outside the European Union with their safeguards; remove this line if there are none',
          'en',
        ),
      ),
      heading('How long data is kept'),
      list(...retentionItems(facts, 'en')),
      heading('Your rights'),
      paragraph(
        `You may ask for access to your data, its correction, its erasure, the restriction of its processing or its portability, and object to its processing, by writing to ${fact(facts.email, 'email address', 'en')}.`,
      ),
      paragraph(
        isFrench(facts)
          ? 'You may lodge a complaint with the French data protection authority, CNIL (<a href="https://www.cnil.fr">https://www.cnil.fr</a>), or with that of the country in which you live.'
          : 'You may lodge a complaint with the data protection authority of the country in which you live.',
      ),
    ].join(''),
}
