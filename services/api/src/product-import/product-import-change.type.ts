import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { MATCHES, type PlannedChange } from './stored-import.ts'

const ProductImportMatch = Object.fromEntries(MATCHES.map((value) => [value, value]))
registerEnumType(ProductImportMatch, {
  name: 'ProductImportMatch',
  description: 'By what a file names a product of the shop.',
  valuesConfig: {
    NUMBER: { description: 'By its number in the PrestaShop site that the file comes from.' },
    HANDLE: { description: 'By its slug.' },
    NAME: { description: 'By its name.' },
    SKU: { description: 'By the SKU of one of its variants.' },
  },
})

@ObjectType('ProductImportChange', {
  simpleResolvers: true,
  description: 'A product of the shop that the import changes.',
})
export class ProductImportChangeType {
  @Field(() => String, { description: 'Of the product in the shop.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'By the import; null when the name stays.' })
  newName!: string | null

  @Field(() => ProductImportMatch, { description: 'By what the file names it.' })
  matchedBy!: PlannedChange['matchedBy']
}
