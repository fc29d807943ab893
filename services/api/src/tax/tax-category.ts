import { registerEnumType } from 'type-graphql'

/** What a variant is for the tax on its sale. The rates of each category depend on the destination. */
export enum TaxCategory {
  STANDARD = 'STANDARD',
  FOOD = 'FOOD',
  BOOKS = 'BOOKS',
  PRESS = 'PRESS',
  MEDICINES = 'MEDICINES',
  PLANTS = 'PLANTS',
  ART = 'ART',
}
registerEnumType(TaxCategory, { name: 'TaxCategory' })
