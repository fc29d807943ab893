import { getNamedType, isInputObjectType, isObjectType, isScalarType } from 'graphql'
import type { GraphQLField, GraphQLInputField, GraphQLSchema } from 'graphql'
import { operationsOf, typesOf } from './graphql-reference.ts'

/** The pages of the reference of the merchant API, in their order. */
export const AREAS = {
  orders: 'Orders, parcels, withdrawals, views, mails of an order, and the data of its buyer.',
  payments: 'Cards, banks, transfers, cheques, refunds, unmatched payments and the ledger.',
  products: 'Products, collections, imports, stock, discounts and reductions.',
  shop: 'The shop itself: identity, appearance, delivery, taxes, invoices, mails, legal pages and set-up.',
  members: 'Signing in, the own account, members, roles and the audit log.',
  programs: 'Keys of the storefront API, websites, registered documents and webhooks.',
} as const
export type Area = keyof typeof AREAS

/** By the beginning of the permission that a root field needs. Whatever any member or anybody may call is about members. */
const BY_PERMISSION: Record<string, Area> = {
  ...{ order: 'orders', order_view: 'orders', buyer: 'orders', mail: 'orders' },
  ...{ card: 'payments', payment: 'payments', unmatched_payment: 'payments', gateway: 'payments' },
  ...{ card_mail: 'payments', ledger: 'payments' },
  ...{ product: 'products', stock: 'products', discount: 'products' },
  ...{ settings: 'shop', shipping: 'shop', api_key: 'programs', webhook: 'programs' },
}

/** Root fields whose permission is not what they are about. */
const ROOT_FIELDS: readonly [names: RegExp, area: Area][] = [
  [/^(closeWithdrawal|shopAlerts|shopOverviews)$/, 'orders'],
  [/^(cardOutcomes|setCardsAccepted)$/, 'payments'],
  [/^(invoice|blockedInvoice|dailyTax|shopReadiness)/, 'shop'],
]

/** Types that are about something else than what leads to them. */
const TYPES: readonly [names: RegExp, area: Area][] = [
  [/Invoice/, 'shop'],
  [/^(Permission|ShopRef|ShopStatus)$/, 'members'],
  [
    /^Merchant(Bank|Card)Payment$|^(Bank|Certification|Decline|Later|Manual|Payment|Refund|Unmatched)/,
    'payments',
  ],
]

const matching = (list: readonly [RegExp, Area][], name: string): Area | undefined =>
  list.find(([names]) => names.test(name))?.[1]

/** The page of a root field. @param access what it declares: a permission, `member` or `anyone` */
export const areaOfRoot = (name: string, access: string): Area =>
  matching(ROOT_FIELDS, name) ?? BY_PERMISSION[access.split('.')[0] ?? ''] ?? 'members'

/** Types that this many pages need are on the first page, as scalars are. */
const SHARED_FROM = 4

/** The page of each type: the one whose root fields are the fewest steps away; null for the first page. */
export function areasOfTypes(
  schema: GraphQLSchema,
  accessOf: (operation: string) => string,
): Map<string, Area | null> {
  const reached = (Object.keys(AREAS) as Area[]).map((area) => {
    const roots = operationsOf(schema).filter(
      ([parent, { name }]) => areaOfRoot(name, accessOf(`${parent}.${name}`)) === area,
    )
    const first = roots.flatMap(([, { type, args }]) => [type, ...args.map((each) => each.type)])
    return [
      area,
      stepsFrom(
        schema,
        first.map((type) => getNamedType(type).name),
      ),
    ] as const
  })
  const areaOf = (name: string): Area | null => {
    const near = reached.filter(([, steps]) => steps.has(name))
    if (near.length >= SHARED_FROM) return null
    const [nearest] = near.toSorted(([, a], [, b]) => (a.get(name) ?? 0) - (b.get(name) ?? 0))
    return matching(TYPES, name) ?? nearest?.[0] ?? null
  }
  return new Map(typesOf(schema).map((type) => [type.name, isScalarType(type) ? null : areaOf(type.name)]))
}

/** How many steps each type is away from the nearest of these. */
function stepsFrom(schema: GraphQLSchema, names: readonly string[]): ReadonlyMap<string, number> {
  const steps = new Map<string, number>()
  for (let current = names, step = 0; current.length > 0; step++) {
    const fresh = [...new Set(current)].filter((name) => !steps.has(name))
    for (const name of fresh) steps.set(name, step)
    current = fresh.flatMap((name) => neighboursOf(schema, name))
  }
  return steps
}

function neighboursOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name)
  if (!isObjectType(type) && !isInputObjectType(type)) return []
  return Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields()).flatMap(
    (field) => [
      getNamedType(field.type).name,
      ...('args' in field ? field.args.map((each) => getNamedType(each.type).name) : []),
    ],
  )
}
