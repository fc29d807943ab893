import type { Language } from '../../kernel/errors.ts'
import { list, paragraph } from './html.ts'

/** For hidden defects, of a French seller. */
export const HIDDEN_DEFECTS: Record<Language, string> = {
  fr: 'Le consommateur bénéficie également de la garantie légale des vices cachés en application des articles 1641 à 1649 du code civil, pendant une durée de deux ans à compter de la découverte du défaut. Cette garantie donne droit à une réduction de prix si le bien est conservé ou à un remboursement intégral contre restitution du bien.',
  en: 'Consumers also have the legal guarantee against hidden defects under articles 1641 to 1649 of the French civil code, for two years from the discovery of the defect: a reduction of the price if they keep the goods, or a full refund against their return.',
}

/** For conformity, of a seller elsewhere in the European Union. */
export const UNION_GUARANTEE: Record<Language, string> = {
  fr: 'Le vendeur répond pendant au moins deux ans à compter de la livraison de tout défaut de conformité du bien. Le consommateur a droit à la réparation ou au remplacement sans frais, dans un délai raisonnable et sans inconvénient majeur\u00a0; à défaut, à une réduction du prix ou à la résolution du contrat.',
  en: 'The seller is liable for any lack of conformity of the goods for at least two years from delivery. Consumers are entitled to repair or replacement free of charge, within a reasonable time and without significant inconvenience; failing that, to a reduction of the price or to terminate the contract.',
}

/** The text that the annex of code de la consommation D211-2 wants in terms of sale, for goods without digital elements. */
export const FRENCH_GUARANTEE = [
  paragraph(
    'Le consommateur dispose d’un délai de deux ans à compter de la délivrance du bien pour obtenir la mise en œuvre de la garantie légale de conformité en cas d’apparition d’un défaut de conformité. Durant ce délai, le consommateur n’est tenu d’établir que l’existence du défaut de conformité et non la date d’apparition de celui-ci.',
  ),
  paragraph(
    'La garantie légale de conformité donne au consommateur droit à la réparation ou au remplacement du bien dans un délai de trente jours suivant sa demande, sans frais et sans inconvénient majeur pour lui.',
  ),
  paragraph(
    'Si le bien est réparé dans le cadre de la garantie légale de conformité, le consommateur bénéficie d’une extension de six mois de la garantie initiale.',
  ),
  paragraph(
    'Si le consommateur demande la réparation du bien, mais que le vendeur impose le remplacement, la garantie légale de conformité est renouvelée pour une période de deux ans à compter de la date de remplacement du bien.',
  ),
  paragraph(
    'Le consommateur peut obtenir une réduction du prix d’achat en conservant le bien ou mettre fin au contrat en se faisant rembourser intégralement contre restitution du bien, si\u00a0:',
  ),
  list(
    'le professionnel refuse de réparer ou de remplacer le bien\u00a0;',
    'la réparation ou le remplacement du bien intervient après un délai de trente jours\u00a0;',
    'la réparation ou le remplacement du bien occasionne un inconvénient majeur pour le consommateur, notamment lorsque le consommateur supporte définitivement les frais de reprise ou d’enlèvement du bien non conforme, ou s’il supporte les frais d’installation du bien réparé ou de remplacement\u00a0;',
    'la non-conformité du bien persiste en dépit de la tentative de mise en conformité du vendeur restée infructueuse.',
  ),
  paragraph(
    'Le consommateur a également droit à une réduction du prix du bien ou à la résolution du contrat lorsque le défaut de conformité est si grave qu’il justifie que la réduction du prix ou la résolution du contrat soit immédiate. Le consommateur n’est alors pas tenu de demander la réparation ou le remplacement du bien au préalable.',
  ),
  paragraph(
    'Le consommateur n’a pas droit à la résolution de la vente si le défaut de conformité est mineur.',
  ),
  paragraph(
    'Toute période d’immobilisation du bien en vue de sa réparation ou de son remplacement suspend la garantie qui restait à courir jusqu’à la délivrance du bien remis en état.',
  ),
  paragraph(
    'Les droits mentionnés ci-dessus résultent de l’application des articles L. 217-1 à L. 217-32 du code de la consommation.',
  ),
  paragraph(
    'Le vendeur qui fait obstacle de mauvaise foi à la mise en œuvre de la garantie légale de conformité encourt une amende civile d’un montant maximal de 300\u00a0000 euros, qui peut être porté jusqu’à 10\u00a0% du chiffre d’affaires moyen annuel (article L. 241-5 du code de la consommation).',
  ),
  paragraph(HIDDEN_DEFECTS.fr),
]
