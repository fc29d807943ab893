import { registerEnumType } from 'type-graphql'

export enum ProductStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  ARCHIVED = 'ARCHIVED',
}
registerEnumType(ProductStatus, {
  name: 'ProductStatus',
  description: 'Buyers see published products only, from the time of `publishAt` on.',
  valuesConfig: {
    ARCHIVED: { description: 'No longer sold; kept for later.' },
    DRAFT: { description: 'Not sold yet.' },
    PUBLISHED: { description: 'For sale, from `publishAt` on.' },
  },
})
