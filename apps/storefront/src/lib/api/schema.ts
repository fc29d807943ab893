import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './graphql-env.d.ts'

/** Parses a GraphQL document and infers its types from the API's public schema. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  disableMasking: true
  scalars: { DateTime: string }
}>()

type SchemaType<Name extends Parameters<typeof graphql.scalar>[0]> = ReturnType<typeof graphql.scalar<Name>>

export type AddressInput = SchemaType<'AddressInput'>
export type BankPaymentStatus = SchemaType<'BankPaymentStatus'>
export type CardBrand = SchemaType<'CardBrand'>
export type FulfillmentStatus = SchemaType<'FulfillmentStatus'>
export type OrderStatus = SchemaType<'OrderStatus'>
export type PayByBankInput = SchemaType<'PayByBankInput'>
export type PayByCardInput = SchemaType<'PayByCardInput'>
export type PayManuallyInput = SchemaType<'PayManuallyInput'>
export type PaymentMode = SchemaType<'PaymentMode'>
export type PlaceOrderInput = SchemaType<'PlaceOrderInput'>
export type ProductFilters = SchemaType<'ProductFilters'>
export type ProductSort = SchemaType<'ProductSort'>
export type UserErrorCode = SchemaType<'UserErrorCode'>
export type WithdrawalExemption = SchemaType<'WithdrawalExemption'>
export type WithdrawInput = SchemaType<'WithdrawInput'>
