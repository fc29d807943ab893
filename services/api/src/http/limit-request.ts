import { GraphQLError, parse, type DocumentNode, type GraphQLSchema } from 'graphql'
import { RequestError } from '../kernel/errors.ts'
import type { DocumentStore } from './document-store.ts'
import { limitName, limitSelections, limitTokens } from './query-limits.ts'

/** What tools add to a request: a hash, a client's name and version. */
const EXTENSIONS = { values: 50, characters: 2000 }

/**
 * Bounds the work that a request can cause before its first resolver runs, with work that is linear in its body.
 * @throws QUERY_TOO_COMPLEX, BAD_USER_INPUT
 */
export function limitRequest(schema: GraphQLSchema, accepted: DocumentStore, body: unknown): void {
  const { query, operationName, extensions } = (body ?? {}) as Record<string, unknown>
  if (typeof operationName === 'string') limitName(operationName)
  limitExtensions(extensions)
  if (typeof query !== 'string' || accepted.has(query)) return
  limitTokens(query)
  const document = parseIfValid(query)
  if (document) limitSelections(schema, document)
}

/** undefined for a syntax error, which Apollo reports. */
function parseIfValid(query: string): DocumentNode | undefined {
  try {
    return parse(query)
  } catch (error) {
    if (error instanceof GraphQLError) return undefined
    throw error
  }
}

/** Not recursive, because a client could nest values deeper than the stack. */
function limitExtensions(extensions: unknown): void {
  const remaining = [extensions]
  let values = 0
  let characters = 0
  for (let value = remaining.pop(); value !== undefined; value = remaining.pop()) {
    values++
    if (typeof value === 'string') characters += value.length
    if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) {
        characters += key.length
        remaining.push(part)
      }
    if (values > EXTENSIONS.values || characters > EXTENSIONS.characters)
      throw new RequestError('BAD_USER_INPUT', 'The “extensions” are too large.')
  }
}
