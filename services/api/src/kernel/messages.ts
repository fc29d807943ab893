import type { Language } from './errors.ts'

type Parameters = Record<string, string | number>

/** The names in braces of a text: `'Paid by {bank}'` needs `bank`. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

/** A text in every language of the product. */
export type LocalizedText = Record<Language, string>

type Catalog = Record<string, LocalizedText>

type Arguments<Text extends string> = [NamesIn<Text>] extends [never]
  ? []
  : [Record<NamesIn<Text>, string | number>]

/**
 * The one format of texts in the API: a table of keys, each with an English and a French text, and a function that looks one up
 * and fills in the names in braces. A missing language or parameter does not compile.
 */
export function defineMessages<const C extends Catalog>(catalog: C) {
  return <K extends keyof C>(
    key: K,
    language: Language,
    ...[parameters]: Arguments<C[K][Language]>
  ): string => fill((catalog[key] as C[K])[language], parameters ?? {})
}

const fill = (text: string, parameters: Parameters): string =>
  text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(parameters[name] ?? placeholder))
