/** The text of a GraphQL document that carries the types of its result and variables. */
export type TypedText<Data, Variables> = string & { readonly __apiType?: (variables: Variables) => Data }

/**
 * Any typed document: a text of this package, of GraphQL Code Generator (`documentMode: 'string'`), or of gql.tada or `TypedDocumentNode` with
 * `ClientOptions.print`.
 */
export interface TypedDocument<Data, Variables> {
  readonly __apiType?: (variables: Variables) => Data
}

/** SHA-256 of a document's text, in lower-case hexadecimal: its id once it is registered. */
export async function documentId(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** JSON with the keys of objects in order, so that equal values have equal texts. Undefined values are left out. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
