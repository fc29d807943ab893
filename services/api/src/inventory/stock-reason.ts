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
})
