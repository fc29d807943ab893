import type { UserErrorCode } from '../kernel/errors.ts'
import type { DiscountToApply } from '../pricing/apply-discounts.ts'
import type { Discount } from './discount.ts'

/** A line of a cart or order before discounts. */
export interface LineToDiscount {
  id: string
  productId: string
  /** Minor units, tax included. */
  total: number
}

export interface DiscountQuestion {
  /** All discounts of the shop. */
  discounts: readonly Discount[]
  /** The code that the buyer entered, in upper case. */
  code: string | null
  lines: readonly LineToDiscount[]
  isInCollection: (collectionId: string, productId: string) => boolean
  /** Epoch milliseconds. */
  now: number
}

export interface ChosenDiscounts {
  /** In the order in which they apply. */
  discounts: DiscountToApply[]
  /** Why the code does not apply; null if it does, or there is none. */
  codeProblem: UserErrorCode | null
}

/**
 * Which discounts an order gets: the automatic one that takes most off the goods, automatic free delivery, and one code. The code applies to
 * what the automatic one leaves.
 */
export function chooseDiscounts(question: DiscountQuestion): ChosenDiscounts {
  const { discounts, code, lines } = question
  const automatic = discounts.filter(
    (discount) => discount.code === null && whyNot(discount, question) === null,
  )
  const best = automatic
    .map((discount) => ({ discount, saved: savingOf(discount, linesOf(discount, question)) }))
    .reduce<{ discount: Discount; saved: number } | null>(
      (found, next) => (next.saved > (found?.saved ?? 0) ? next : found),
      null,
    )
  const entered = code === null ? null : findCode(discounts, code)
  const codeProblem =
    code === null || lines.length === 0 ? null : entered ? whyNot(entered, question) : 'DISCOUNT_CODE_UNKNOWN'
  const chosen = [
    best?.discount,
    codeProblem === null ? entered : null,
    automatic.find(({ kind }) => kind === 'FREE_DELIVERY'),
  ].filter((discount) => !!discount)
  return { discounts: chosen.map((discount) => toApply(discount, linesOf(discount, question))), codeProblem }
}

/** Whether an order with this code is refused. What the cart lacks is no reason: its buyer saw the total without the discount. */
export const refusesOrder = (problem: UserErrorCode): boolean =>
  problem !== 'DISCOUNT_CODE_MINIMUM_NOT_REACHED' && problem !== 'DISCOUNT_CODE_FOR_OTHER_PRODUCTS'

export const findCode = (discounts: readonly Discount[], code: string): Discount | null =>
  discounts.find((discount) => discount.code === code) ?? null

/** Why a discount does not apply at all at this time; null if it may. */
export function whyNotNow(
  { enabled, startsAt, endsAt, isUsedUp }: Discount,
  now: number,
):
  | 'DISCOUNT_CODE_UNKNOWN'
  | 'DISCOUNT_CODE_NOT_STARTED'
  | 'DISCOUNT_CODE_EXPIRED'
  | 'DISCOUNT_CODE_USED_UP'
  | null {
  if (!enabled) return 'DISCOUNT_CODE_UNKNOWN'
  if (now < startsAt) return 'DISCOUNT_CODE_NOT_STARTED'
  if (endsAt !== null && now >= endsAt) return 'DISCOUNT_CODE_EXPIRED'
  return isUsedUp ? 'DISCOUNT_CODE_USED_UP' : null
}

function whyNot(discount: Discount, question: DiscountQuestion): UserErrorCode | null {
  const never = whyNotNow(discount, question.now)
  if (never) return never
  if (linesOf(discount, question).length === 0) return 'DISCOUNT_CODE_FOR_OTHER_PRODUCTS'
  const goods = sumOf(question.lines)
  return goods < (discount.minimumAmount ?? 0) ? 'DISCOUNT_CODE_MINIMUM_NOT_REACHED' : null
}

const linesOf = (
  { collectionId }: Discount,
  { lines, isInCollection }: DiscountQuestion,
): readonly LineToDiscount[] =>
  collectionId === null ? lines : lines.filter(({ productId }) => isInCollection(collectionId, productId))

const sumOf = (lines: readonly LineToDiscount[]): number => lines.reduce((sum, { total }) => sum + total, 0)

/** What it takes off the goods, to a cent. */
function savingOf({ kind, amount, basisPoints }: Discount, lines: readonly LineToDiscount[]): number {
  if (kind === 'FREE_DELIVERY') return 0
  const total = sumOf(lines)
  return kind === 'AMOUNT' ? Math.min(amount ?? 0, total) : (total * (basisPoints ?? 0)) / 10_000
}

function toApply(discount: Discount, lines: readonly LineToDiscount[]): DiscountToApply {
  const { id, kind, code, name, amount, basisPoints } = discount
  const shown = { id, label: code ?? name }
  if (kind === 'FREE_DELIVERY') return { ...shown, kind }
  const lineIds = lines.map((line) => line.id)
  return kind === 'AMOUNT'
    ? { ...shown, kind, amount: amount ?? 0, lineIds }
    : { ...shown, kind, basisPoints: basisPoints ?? 0, lineIds }
}
