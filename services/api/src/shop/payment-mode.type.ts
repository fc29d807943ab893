import { registerEnumType } from 'type-graphql'

export enum PaymentMode {
  CARD = 'CARD',
  BANK = 'BANK',
}
registerEnumType(PaymentMode, { name: 'PaymentMode' })
