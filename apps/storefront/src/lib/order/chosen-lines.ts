import type { WithdrawableLine } from '#lib/api/documents/order.ts'

/** The field of a line in the form of a withdrawal. */
export const quantityField = (lineId: string): string => `q.${lineId}`

export interface ChosenLine {
  line: WithdrawableLine
  quantity: number
}

/** The lines of which at least one article was chosen; a quantity that is no number or too large counts as none. */
export const readChosenLines = (
  lines: readonly WithdrawableLine[],
  values: URLSearchParams | FormData,
): ChosenLine[] =>
  lines.flatMap((line) => {
    const quantity = Number(values.get(quantityField(line.lineId)) ?? 0)
    return Number.isInteger(quantity) && quantity > 0 && quantity <= line.remaining
      ? [{ line, quantity }]
      : []
  })
