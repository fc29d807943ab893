/** What became of an order that was to be shipped with others: `refusal` is null if it was shipped. */
export interface ShipResult {
  code: string
  refusal: string | null
}

/** The results in what the form action returned; none of another action. */
export const readShipResults = (form: unknown): ShipResult[] =>
  (form as { results?: ShipResult[] } | null)?.results ?? []

/** The codes from one row of the list to another, both included, whichever comes first; only the latter if the former is not in the list. */
export function rangeBetween(codes: readonly string[], from: string, to: string): string[] {
  const [first, last] = [codes.indexOf(from), codes.indexOf(to)]
  if (first < 0 || last < 0) return [to]
  return codes.slice(Math.min(first, last), Math.max(first, last) + 1)
}
