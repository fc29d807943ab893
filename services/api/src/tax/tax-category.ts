import { registerEnumType } from 'type-graphql'

/** What a variant is for the tax on its sale. The rates of each category depend on the destination. */
export enum TaxCategory {
  STANDARD = 'STANDARD',
  FOOD = 'FOOD',
  /** Made to be eaten at once. */
  PREPARED_FOOD = 'PREPARED_FOOD',
  BOOKS = 'BOOKS',
  PRESS = 'PRESS',
  MEDICINES = 'MEDICINES',
  PLANTS = 'PLANTS',
  ART = 'ART',
  /** Taxed in the shop's own country at a rate that the shop sets, elsewhere at the standard rate. */
  OTHER = 'OTHER',
}
registerEnumType(TaxCategory, {
  name: 'TaxCategory',
  description: 'What goods are for VAT. The rate of a category depends on the country to which they go.',
  valuesConfig: {
    ART: { description: 'Original works of art.' },
    BOOKS: { description: 'Books.' },
    FOOD: { description: 'Food and drink without alcohol, not to be eaten at once.' },
    MEDICINES: { description: 'Medicines that are not reimbursed.' },
    OTHER: {
      description:
        'Taxed in the shop’s own country at a rate that the shop sets, elsewhere at the standard rate.',
    },
    PLANTS: { description: 'Plants and flowers.' },
    PREPARED_FOOD: { description: 'Made to be eaten at once.' },
    PRESS: { description: 'Newspapers and magazines.' },
    STANDARD: { description: 'Everything else.' },
  },
})
