import {
  defaultFieldResolver,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql'
import type { MerchantRequest } from '../app/context.ts'
import type { Shorten } from '../kernel/personal-data.ts'

/** Enforces what the fields of the merchant API declare with @PersonalData. */
export function hidePersonalData(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) hide(field)
  return schema
}

function hide(field: GraphQLField<unknown, unknown>): void {
  const shorten = field.extensions.personalData as Shorten | undefined
  if (!shorten) return
  const resolve = field.resolve ?? defaultFieldResolver
  const isRequired = isNonNullType(field.type)
  const resolveShortened: typeof resolve = async (...args) => shorten(String(await resolve(...args)))
  field.resolve = (root, args, context, info) => {
    const { membership } = context as MerchantRequest
    if (membership?.permissions.has('buyer.read')) return resolve(root, args, context, info)
    return isRequired ? resolveShortened(root, args, context, info) : null
  }
}
