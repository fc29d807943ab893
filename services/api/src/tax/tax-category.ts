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
registerEnumType(TaxCategory, { name: 'TaxCategory' })
