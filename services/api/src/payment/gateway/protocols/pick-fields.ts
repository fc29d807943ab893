/** The named fields of those, where they are there: what may be shown of a message that was not believed. */
export const pickFields = (
  fields: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])))
