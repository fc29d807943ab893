import {
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type BreakingChange,
  type GraphQLSchema,
} from 'graphql'

export type ApiName = 'storefront' | 'merchant'

/** A change that breaks clients on purpose: an entry of schema/released/breaks.json. */
export interface DeliberateBreak {
  api: ApiName
  /** As the check prints it: `Cart.total was removed.` */
  change: string
  /** The day from which a released schema said that it is deprecated: `2026-11-30`. */
  deprecatedSince: string
  /** The day from which it is gone. */
  brokenOn: string
  reason: string
}

/** How long something is deprecated before it may go, in days. Frontends are written by others; the portal is released with its API. */
export const DEPRECATION_DAYS: Record<ApiName, number> = { storefront: 180, merchant: 30 }

interface Schemas {
  released: GraphQLSchema
  current: GraphQLSchema
}

/** Why the current schema of an API may not replace the released one, one sentence for each reason; empty when it may. */
export function schemaBreakProblems(
  api: ApiName,
  { released, current }: Schemas,
  allBreaks: readonly DeliberateBreak[],
): string[] {
  const changes = findBreakingChanges(released, current)
  const breaks = allBreaks.filter((entry) => entry.api === api)
  const unused = breaks.filter(({ change }) => !changes.some(({ description }) => description === change))
  return [
    ...changes.flatMap((change) => {
      const entry = breaks.find((deliberate) => deliberate.change === change.description)
      const problem = entry ? problemOf(entry, change, released) : 'it breaks clients of the released schema'
      return problem ? [`${api}: ${change.description} ${problem}`] : []
    }),
    ...unused.map(({ change }) => `${api}: ${change} is in breaks.json, but no such change was made`),
  ]
}

const DAY_MS = 86_400_000

function problemOf(entry: DeliberateBreak, change: BreakingChange, released: GraphQLSchema): string | null {
  const { api, deprecatedSince, brokenOn, reason } = entry
  if (!reason.trim()) return 'has no reason in breaks.json'
  const days = (Date.parse(brokenOn) - Date.parse(deprecatedSince)) / DAY_MS
  if (!(days >= DEPRECATION_DAYS[api]))
    return `has to be deprecated for ${DEPRECATION_DAYS[api]} days before it may go`
  return isRemovalOfUndeprecated(change, released)
    ? 'is not marked as deprecated in the released schema'
    : null
}

/** Whether a field, an input field or an enum value went without that clients could see it coming. */
function isRemovalOfUndeprecated({ description }: BreakingChange, released: GraphQLSchema): boolean {
  const [, ofType, field] = /^(\w+)\.(\w+) was removed\.$/.exec(description) ?? []
  if (ofType && field) {
    const type = released.getType(ofType)
    const fields = isObjectType(type) || isInputObjectType(type) ? type.getFields() : {}
    return fields[field]?.deprecationReason == null
  }
  const [, value, ofEnum] = /^(\w+) was removed from enum type (\w+)\.$/.exec(description) ?? []
  const type = ofEnum ? released.getType(ofEnum) : undefined
  return isEnumType(type) && type.getValue(value ?? '')?.deprecationReason == null
}
