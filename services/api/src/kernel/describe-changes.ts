/** What changed between two states of something, for the audit log: `price: 490 → 590; enabled: true → false`. Empty if nothing did. */
export function describeChanges<T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): string {
  const show = (value: unknown): string =>
    value === null || value === undefined || value === ''
      ? '–'
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value as string | number | boolean)
  return fields
    .map((field) => ({ field, from: show(before[field]), to: show(after[field]) }))
    .filter(({ from, to }) => from !== to)
    .map(({ field, from, to }) => `${field}: ${from} → ${to}`)
    .join('; ')
}
