import type { Language } from '../../kernel/errors.ts'
import type { PageFacts } from '../page-facts.ts'
import { blank, businessLines, fact, heading, isFrench, lines, paragraph } from './html.ts'

/**
 * Right of withdrawal with the model instructions and the model form: code de la consommation L221-18 to L221-28, annexes of R221-1 and R221-3;
 * Directive 2011/83/EU, annex I. The buyer returns the goods at the own expense.
 */
export const withdrawal: Record<Language, (facts: PageFacts) => string> = {
  fr: (facts) =>
    [
      heading('Droit de rétractation'),
      paragraph(
        'Vous avez le droit de vous rétracter du contrat sans donner de motif dans un délai de quatorze jours. Ce délai expire quatorze jours après le jour où vous-même, ou un tiers autre que le transporteur et désigné par vous, prenez physiquement possession du bien\u00a0; si la commande comporte plusieurs biens livrés séparément, du dernier bien.',
      ),
      paragraph(
        'Pour exercer ce droit, vous devez nous notifier votre décision par une déclaration dénuée d’ambiguïté, par exemple une lettre ou un e-mail. Vous pouvez utiliser le modèle de formulaire ci-dessous, mais ce n’est pas obligatoire. Si la page de votre commande propose «\u00a0Renoncer au contrat ici\u00a0», vous pouvez aussi vous rétracter en ligne\u00a0: nous vous enverrons sans délai un accusé de réception par e-mail.',
      ),
      businessLines(facts, 'fr'),
      paragraph(
        'Pour que le délai soit respecté, il suffit que vous transmettiez votre communication avant son expiration.',
      ),
      heading('Effets de la rétractation'),
      paragraph(
        'Nous vous rembourserons tous les paiements reçus de vous, y compris les frais de livraison (à l’exception des frais supplémentaires si vous avez choisi un mode de livraison plus coûteux que le mode standard le moins cher que nous proposons), sans retard excessif et au plus tard quatorze jours après avoir été informés de votre décision. Nous utiliserons le même moyen de paiement que vous, sauf si vous convenez expressément d’un autre moyen\u00a0; ce remboursement n’occasionne aucun frais pour vous. Nous pouvons différer le remboursement jusqu’à ce que nous ayons reçu le bien ou une preuve de son expédition.',
      ),
      paragraph(
        'Vous devez nous renvoyer le bien, à l’adresse ci-dessus, sans retard excessif et au plus tard quatorze jours après nous avoir communiqué votre décision. Les frais directs de renvoi sont à votre charge. Votre responsabilité n’est engagée qu’à l’égard de la dépréciation du bien résultant de manipulations autres que celles nécessaires pour établir sa nature, ses caractéristiques et son bon fonctionnement.',
      ),
      heading('Exceptions'),
      paragraph(
        `Le droit de rétractation ne s’applique pas, notamment, aux biens confectionnés selon vos spécifications ou nettement personnalisés, aux biens susceptibles de se détériorer rapidement et aux biens descellés qui ne peuvent être renvoyés pour des raisons d’hygiène${isFrench(facts) ? ' (article L221-28 du code de la consommation)' : ''}. ${blank('produits de la boutique concernés\u00a0; supprimez ce passage s’il n’y en a pas', 'fr')}`,
      ),
      heading('Modèle de formulaire de rétractation'),
      paragraph(
        'Veuillez compléter et renvoyer ce formulaire uniquement si vous souhaitez vous rétracter du contrat.',
      ),
      lines(
        `À l’attention de ${fact(facts.legalName, 'nom', 'fr')}, ${fact(facts.address, 'adresse', 'fr')}, ${fact(facts.email, 'adresse e-mail', 'fr')}\u00a0:`,
        'Je/nous (*) vous notifie/notifions (*) par la présente ma/notre (*) rétractation du contrat portant sur la vente du bien (*)/pour la prestation de services (*) ci-dessous\u00a0:',
        'Commandé le (*)/reçu le (*)\u00a0:',
        'Nom du (des) consommateur(s)\u00a0:',
        'Adresse du (des) consommateur(s)\u00a0:',
        'Signature du (des) consommateur(s) (uniquement en cas de notification du présent formulaire sur papier)\u00a0:',
        'Date\u00a0:',
        '(*) Rayez la mention inutile.',
      ),
    ].join(''),
  en: (facts) =>
    [
      heading('Right of withdrawal'),
      paragraph(
        'You have the right to withdraw from this contract within 14 days without giving any reason. The withdrawal period will expire after 14 days from the day on which you acquire, or a third party other than the carrier and indicated by you acquires, physical possession of the goods; if an order has several goods that are delivered separately, of the last good.',
      ),
      paragraph(
        'To exercise the right of withdrawal, you must inform us of your decision by an unequivocal statement, for example a letter or an email. You may use the model form below, but it is not obligatory. If the page of your order offers “Withdraw from the contract here”, you can also withdraw online: we will send you an acknowledgement by email without delay.',
      ),
      businessLines(facts, 'en'),
      paragraph(
        'To meet the withdrawal deadline, it is sufficient for you to send your communication before the withdrawal period has expired.',
      ),
      heading('Effects of withdrawal'),
      paragraph(
        'If you withdraw from this contract, we shall reimburse to you all payments received from you, including the costs of delivery (with the exception of the supplementary costs resulting from your choice of a type of delivery other than the least expensive type of standard delivery offered by us), without undue delay and in any event not later than 14 days from the day on which we are informed about your decision. We will use the same means of payment as you used, unless you have expressly agreed otherwise; you will not incur any fees. We may withhold reimbursement until we have received the goods back or you have supplied evidence of having sent them back.',
      ),
      paragraph(
        'You shall send back the goods to the address above without undue delay and in any event not later than 14 days from the day on which you communicate your withdrawal to us. You will have to bear the direct cost of returning the goods. You are only liable for any diminished value of the goods resulting from handling other than what is necessary to establish their nature, characteristics and functioning.',
      ),
      heading('Exceptions'),
      paragraph(
        `The right of withdrawal does not apply, among others, to goods made to your specifications or clearly personalised, to goods that deteriorate rapidly, and to unsealed goods that cannot be returned for reasons of hygiene. ${blank('products of the shop concerned; remove this passage if there are none', 'en')}`,
      ),
      heading('Model withdrawal form'),
      paragraph('Complete and return this form only if you wish to withdraw from the contract.'),
      lines(
        `To ${fact(facts.legalName, 'name', 'en')}, ${fact(facts.address, 'address', 'en')}, ${fact(facts.email, 'email address', 'en')}:`,
        'I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract of sale of the following goods (*)/for the provision of the following service (*):',
        'Ordered on (*)/received on (*):',
        'Name of consumer(s):',
        'Address of consumer(s):',
        'Signature of consumer(s) (only if this form is notified on paper):',
        'Date:',
        '(*) Delete as appropriate.',
      ),
    ].join(''),
}
