import { registerEnumType } from 'type-graphql'

/** Why the quantity on hand changed. */
export enum StockReason {
  RECEIVED = 'RECEIVED',
  COUNTED = 'COUNTED',
  DAMAGED = 'DAMAGED',
  LOST = 'LOST',
  RETURNED = 'RETURNED',
  CORRECTION = 'CORRECTION',
  IMPORT = 'IMPORT',
  SHIPPED = 'SHIPPED',
}
registerEnumType(StockReason, {
  name: 'StockReason',
  description:
    'Why the quantity on hand changed. SHIPPED is written when a parcel is shipped, never by a member; CORRECTION also when that is taken back.',
  valuesConfig: {
    CORRECTION: { description: 'An earlier entry was wrong, or a parcel was undone.' },
    COUNTED: { description: 'Somebody counted.' },
    DAMAGED: { description: 'Cannot be sold any more.' },
    IMPORT: { description: 'A file of products was imported, or that was undone.' },
    LOST: { description: 'Not found any more.' },
    RECEIVED: { description: 'Delivered to the shop.' },
    RETURNED: { description: 'Came back from a buyer.' },
    SHIPPED: { description: 'Left the shop in a parcel.' },
  },
})
