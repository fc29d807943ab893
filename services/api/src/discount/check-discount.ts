import { MAX_AMOUNT } from '@triclic/money'
import { clampToYearOne } from '../kernel/clamp-to-year-one.ts'
import { OperationError, type UserError } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import type { DiscountKind } from './discount.ts'
import type { MerchantDiscount } from './load-discounts.ts'

export interface DiscountInput {
  /** Of the discount to change; absent for a new one. */
  id?: string | null | undefined
  /** Of the discount that the change is based on; absent to overwrite whatever is stored. */
  version?: number | null | undefined
  name?: string | null | undefined
  /** Absent for an automatic discount. */
  code?: string | null | undefined
  kind: DiscountKind
  basisPoints?: number | null | undefined
  amount?: number | null | undefined
  collectionId?: string | null | undefined
  minimumAmount?: number | null | undefined
  startsAt: Date
  endsAt?: Date | null | undefined
  maxUses?: number | null | undefined
  maxUsesPerEmail?: number | null | undefined
  enabled?: boolean | null | undefined
}

export type DiscountFields = Omit<MerchantDiscount, 'id' | 'version' | 'uses' | 'isUsedUp'>

const CODE = /^[\p{Lu}\p{N}][\p{Lu}\p{N}_-]{1,39}$/u

/**
 * What a discount consists of, from its input.
 * @throws OperationError with every REQUIRED, DISCOUNT_CODE_INVALID, PERCENTAGE_INVALID, AMOUNT_INVALID, LIMIT_INVALID and PERIOD_INVALID
 */
export function checkDiscount(input: DiscountInput): DiscountFields {
  const problems: UserError[] = []
  const check = (isValid: boolean, code: UserError['code'], field: string) => {
    if (!isValid) problems.push({ code, field: [field] })
  }
  const { kind } = input
  const startsAt = clampToYearOne(input.startsAt)
  const code = parseText(input.code, 'code', 40)?.toUpperCase() ?? null
  check(code === null || CODE.test(code), 'DISCOUNT_CODE_INVALID', 'code')
  const name = parseText(input.name, 'name', 100) ?? code
  check(name !== null, 'REQUIRED', 'name')
  const basisPoints = kind === 'PERCENTAGE' ? (input.basisPoints ?? 0) : null
  check(basisPoints === null || isBetween(basisPoints, 1, 10_000), 'PERCENTAGE_INVALID', 'basisPoints')
  const amount = kind === 'AMOUNT' ? (input.amount ?? 0) : null
  check(amount === null || isBetween(amount, 1, MAX_AMOUNT), 'AMOUNT_INVALID', 'amount')
  const isPositive = (value: number | null | undefined) => value == null || isBetween(value, 1, MAX_AMOUNT)
  check(isPositive(input.minimumAmount), 'AMOUNT_INVALID', 'minimumAmount')
  check(isPositive(input.maxUses), 'LIMIT_INVALID', 'maxUses')
  check(isPositive(input.maxUsesPerEmail), 'LIMIT_INVALID', 'maxUsesPerEmail')
  check(!input.endsAt || input.endsAt > startsAt, 'PERIOD_INVALID', 'endsAt')
  if (problems.length > 0) throw new OperationError(...problems)
  return {
    name: name ?? '',
    code,
    kind,
    basisPoints,
    amount,
    collectionId: kind === 'FREE_DELIVERY' ? null : (input.collectionId ?? null),
    minimumAmount: input.minimumAmount ?? null,
    startsAt: startsAt.getTime(),
    endsAt: input.endsAt?.getTime() ?? null,
    maxUses: input.maxUses ?? null,
    maxUsesPerEmail: input.maxUsesPerEmail ?? null,
    enabled: input.enabled ?? true,
  }
}

const isBetween = (value: number, min: number, max: number): boolean => value >= min && value <= max
