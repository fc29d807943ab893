import { MAX_AMOUNT } from '@triclic/money'
import type { ShippingMethodKind, ShippingTier } from '../catalog/catalog.ts'
import { RequestError, type UserError } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import type { ShippingMethod } from './load-shipping-settings.ts'

const MAX_TIERS = 50

export interface ShippingMethodInput {
  /** Of the method to change; absent for a new one. */
  id?: string | null | undefined
  /** Of the method that the change is based on; absent to overwrite whatever is stored. */
  version?: number | null | undefined
  /** Required except for pickup. */
  zoneId?: string | null | undefined
  name: string
  description?: string | null | undefined
  kind: ShippingMethodKind
  /** Required for FLAT; 0 for PICKUP if absent. */
  price?: number | null | undefined
  /** Required for BY_WEIGHT and BY_VALUE. */
  tiers?: { upTo?: number | null; price: number }[] | null | undefined
  freeFrom?: number | null | undefined
  pickupAddress?: string | null | undefined
  openingHours?: string | null | undefined
  enabled?: boolean | null | undefined
}

export type ShippingMethodFields = Omit<ShippingMethod, 'id' | 'version'>

/** What a method consists of, from its input. Adds what the member can correct to `problems`. @throws CARD_NUMBER_IN_TEXT, BAD_USER_INPUT */
export function checkShippingMethod(input: ShippingMethodInput, problems: UserError[]): ShippingMethodFields {
  const { kind } = input
  const hasTiers = kind === 'BY_WEIGHT' || kind === 'BY_VALUE'
  const requireText = (field: 'name' | 'pickupAddress', maxLength: number): string => {
    const text = parseText(input[field], field, maxLength)
    if (!text) problems.push({ code: 'REQUIRED', field: [field] })
    return text ?? ''
  }
  const name = requireText('name', 100)
  const isPickup = kind === 'PICKUP'
  if (!isPickup && !input.zoneId) problems.push({ code: 'REQUIRED', field: ['zoneId'] })
  const price = hasTiers ? 0 : (input.price ?? (isPickup ? 0 : null))
  if (price === null) problems.push({ code: 'REQUIRED', field: ['price'] })
  else if (!isAmount(price)) problems.push({ code: 'AMOUNT_INVALID', field: ['price'] })
  const freeFrom = input.freeFrom ?? null
  if (freeFrom !== null && (!isAmount(freeFrom) || freeFrom === 0))
    problems.push({ code: 'AMOUNT_INVALID', field: ['freeFrom'] })
  return {
    zoneId: isPickup ? null : (input.zoneId ?? null),
    name,
    description: parseText(input.description, 'description', 300),
    kind,
    price: price ?? 0,
    tiers: hasTiers ? checkTiers(input.tiers ?? [], problems) : [],
    freeFrom,
    pickupAddress: isPickup ? requireText('pickupAddress', 500) : null,
    openingHours: isPickup ? parseText(input.openingHours, 'openingHours', 500) : null,
    enabled: input.enabled ?? true,
  }
}

const isAmount = (amount: number): boolean => amount >= 0 && amount <= MAX_AMOUNT

function checkTiers(input: { upTo?: number | null; price: number }[], problems: UserError[]): ShippingTier[] {
  if (input.length > MAX_TIERS)
    throw new RequestError('BAD_USER_INPUT', `A shipping method has at most ${MAX_TIERS} tiers.`)
  if (input.length === 0) problems.push({ code: 'REQUIRED', field: ['tiers'] })
  let previous = 0
  for (const [index, { upTo = null, price }] of input.entries()) {
    const field = (name: string) => ['tiers', String(index), name]
    if (!isAmount(price)) problems.push({ code: 'AMOUNT_INVALID', field: field('price') })
    const isLast = index === input.length - 1
    if (upTo === null ? !isLast : upTo <= previous)
      problems.push({ code: 'TIERS_NOT_ASCENDING', field: field('upTo') })
    previous = upTo ?? previous
  }
  return input.map(({ upTo = null, price }) => ({ upTo, price }))
}
