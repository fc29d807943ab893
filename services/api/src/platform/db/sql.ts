import { validate as isUuid } from 'uuid'

/** SQL with a `?` for each of its parameters. */
export class Sql {
  constructor(
    readonly text: string,
    readonly params: readonly unknown[],
  ) {}
}

/** Composes SQL: a value becomes a parameter, another piece of SQL is inserted with its own. */
export function sql(texts: TemplateStringsArray, ...values: unknown[]): Sql {
  const pieces = values.map((value) => (value instanceof Sql ? value : new Sql('?', [value])))
  return new Sql(
    texts.reduce((text, next, index) => text + (pieces[index - 1]?.text ?? '') + next),
    pieces.flatMap(({ params }) => params),
  )
}

/** A list of ids or other plain words as one parameter, the text of a PostgreSQL array. */
export const toArray = (values: readonly string[]): string => `{${values.join(',')}}`

/** As `toArray`, of ids that anybody may have typed: what is no id is left out, since no row has it. */
export const toUuidArray = (ids: readonly string[]): string => toArray(ids.filter((id) => isUuid(id)))

/** The conditions, all of which must hold. */
export const all = (conditions: readonly Sql[]): Sql =>
  conditions.reduce((before, condition) => sql`${before} and ${condition}`, sql`true`)
