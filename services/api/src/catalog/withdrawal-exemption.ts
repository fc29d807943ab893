import { registerEnumType } from 'type-graphql'

/** Why a buyer cannot withdraw from the purchase of a product, or only on a condition: Code de la consommation L221-28. */
export enum WithdrawalExemption {
  MADE_TO_MEASURE = 'MADE_TO_MEASURE',
  PERISHABLE = 'PERISHABLE',
  NEWSPAPER = 'NEWSPAPER',
  PRICE_FLUCTUATES = 'PRICE_FLUCTUATES',
  AGED_ALCOHOL = 'AGED_ALCOHOL',
  DATED_SERVICE = 'DATED_SERVICE',
  SEALED_HYGIENE = 'SEALED_HYGIENE',
  SEALED_MEDIA = 'SEALED_MEDIA',
  MIXED_INSEPARABLY = 'MIXED_INSEPARABLY',
  DIGITAL_CONTENT = 'DIGITAL_CONTENT',
  SERVICE_PERFORMED = 'SERVICE_PERFORMED',
}
registerEnumType(WithdrawalExemption, {
  name: 'WithdrawalExemption',
  description:
    'Why a buyer cannot withdraw from the purchase of a product (Code de la consommation, L221-28). The last five say when the right ends: until then the buyer can withdraw.',
  valuesConfig: {
    MADE_TO_MEASURE: { description: 'Made to the buyer’s specification, or clearly personalised (3°).' },
    PERISHABLE: { description: 'Deteriorates or expires rapidly (4°).' },
    NEWSPAPER: { description: 'A newspaper, periodical or magazine, unless by subscription (10°).' },
    PRICE_FLUCTUATES: { description: 'Its price depends on financial markets (2°).' },
    AGED_ALCOHOL: {
      description:
        'An alcoholic drink delivered after more than thirty days, whose agreed value depends on the market (7°).',
    },
    DATED_SERVICE: {
      description: 'Lodging, transport, car hire, catering or leisure at a given date (12°).',
    },
    SEALED_HYGIENE: {
      description: 'Once the buyer has opened it: it cannot be sent back for reasons of hygiene (5°).',
    },
    SEALED_MEDIA: {
      description: 'Once the buyer has unsealed it: sound or video recordings, software (9°).',
    },
    MIXED_INSEPARABLY: { description: 'Once it was mixed inseparably with other things (6°).' },
    DIGITAL_CONTENT: { description: 'Once its delivery has begun with the buyer’s agreement (13°).' },
    SERVICE_PERFORMED: { description: 'Once it was performed in full with the buyer’s agreement (1°).' },
  },
})

/** The exemptions that hold from the purchase on, whatever the buyer does with the goods. */
const UNCONDITIONAL: ReadonlySet<WithdrawalExemption> = new Set([
  WithdrawalExemption.MADE_TO_MEASURE,
  WithdrawalExemption.PERISHABLE,
  WithdrawalExemption.NEWSPAPER,
  WithdrawalExemption.PRICE_FLUCTUATES,
  WithdrawalExemption.AGED_ALCOHOL,
  WithdrawalExemption.DATED_SERVICE,
])

/** Whether nobody can withdraw from such a purchase, so that the function is not offered for it. */
export const excludesWithdrawal = (exemption: WithdrawalExemption | null): boolean =>
  exemption !== null && UNCONDITIONAL.has(exemption)
