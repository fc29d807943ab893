import {
  defaultFieldResolver,
  isIntrospectionType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql'
import { emptyPayload } from './empty-payload.ts'
import type { BuyerContext, MerchantContext, MerchantRequest } from '../app/context.ts'
import { countClient } from './count-client.ts'
import { countMember } from './count-member.ts'
import { findCardNumbers } from './refuse-card-numbers.ts'
import { declarationOf, isOpenToKeys, type EntryPointDeclaration } from '../kernel/entry-point.ts'
import { RequestError } from '../kernel/errors.ts'
import type { Permission } from '../kernel/permissions.ts'
import { toUserErrors } from '../kernel/to-user-errors.ts'

/**
 * Enforces the declarations of a schema's root fields.
 * @throws when a root field declares nothing
 */
export function guardEntryPoints(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType()]
  for (const root of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const declaration = declarationOf(field)
      if (!declaration) throw new Error(`${root?.name}.${field.name} declares no @EntryPoint`)
      guard(field, declaration, root === schema.getMutationType())
    }
  }
  return schema
}

function guard(
  field: GraphQLField<unknown, unknown>,
  declaration: EntryPointDeclaration,
  isMutation: boolean,
): void {
  const resolve = field.resolve ?? defaultFieldResolver
  // The operations check what buyers type.
  const isChecked = isMutation && declaration.access !== 'visitor'
  const empty = isChecked ? emptyPayload(field.type) : {}
  field.resolve = async (root, args, context, info) => {
    const admitted = await admit(
      declaration,
      context as BuyerContext | MerchantRequest,
      isMutation ? 'change' : 'read',
    )
    const cardNumbers = isChecked ? findCardNumbers(field, args) : []
    if (cardNumbers.length > 0) return { ...empty, userErrors: toUserErrors(cardNumbers, admitted.language) }
    if (declaration.recentAuthentication && !isRecentlyAuthenticated(context as MerchantRequest))
      return {
        ...empty,
        userErrors: toUserErrors([{ code: 'REAUTHENTICATION_REQUIRED' }], admitted.language),
      }
    return resolve(root, args, admitted, info)
  }
}

const isRecentlyAuthenticated = ({ member }: MerchantRequest): boolean =>
  member?.isRecentlyAuthenticated === true

/**
 * Gives the fields below the root the context of the member who passed the root field's check. Only for the merchant
 * API: in the storefront API the context never changes, and its long lists must stay fast.
 */
export function passMemberContext(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType()]
  for (const type of Object.values(schema.getTypeMap()))
    // The types of introspection belong to every schema.
    if (isObjectType(type) && !roots.includes(type) && !isIntrospectionType(type))
      for (const field of Object.values(type.getFields())) useMemberContext(field)
  return schema
}

function useMemberContext(field: GraphQLField<unknown, unknown>): void {
  const { resolve } = field
  if (!resolve) return
  field.resolve = (root, args, context, info) =>
    resolve(root, args, memberContexts.get(context as MerchantRequest) ?? context, info)
}

async function admit(
  declaration: EntryPointDeclaration,
  context: BuyerContext | MerchantRequest,
  use: ShopUse,
): Promise<BuyerContext | MerchantRequest | MerchantContext> {
  const { access, rateLimit, secureTransport } = declaration
  if (secureTransport) requireSecureTransport(context)
  if (rateLimit === 'address') await countClient(context)
  if (access === 'visitor') return context
  const request = context as MerchantRequest
  if (rateLimit === 'member' || request.isApiKey) await countMember(request)
  if (request.isApiKey && !isOpenToKeys(declaration))
    throw new RequestError('FORBIDDEN', 'No API key can do this: a member of the shop must sign in.')
  if (access === 'anyone') return context
  return access === 'member' ? request : requirePermission(request, access, use)
}

function requireSecureTransport({ isSecure }: { isSecure: boolean }): void {
  if (!isSecure)
    throw new RequestError(
      'INSECURE_TRANSPORT',
      'This is only served over TLS: use https, or call the API from the machine it runs on.',
    )
}

const memberContexts = new WeakMap<MerchantRequest, MerchantContext>()

/** What a request does with a shop: a closed one can only be read. */
export type ShopUse = 'read' | 'change'

/**
 * The member acting in the shop of `x-shop`. One context per request, so that loaders batch over all of its fields. Every entry point in a shop calls it, GraphQL
 * or not.
 * @throws FORBIDDEN; SHOP_CLOSED for a change in a closed shop
 */
export function requirePermission(
  request: MerchantRequest,
  permission: Permission,
  use: ShopUse,
): MerchantContext {
  const { app, language, address, membership, member, isApiKey, readTransaction } = request
  if (!member || !membership || !membership.permissions.has(permission))
    throw new RequestError('FORBIDDEN', 'You do not have permission to do this in this shop.')
  if (use === 'change' && membership.shop.status === 'CLOSED')
    throw new RequestError('SHOP_CLOSED', 'The shop is closed: it can only be read.')
  const known = memberContexts.get(request)
  if (known) return known
  const context = {
    app,
    language,
    address,
    member,
    isApiKey,
    shop: membership.shop,
    role: membership.role,
    permissions: membership.permissions,
    readTransaction,
  }
  memberContexts.set(request, context)
  return context
}
