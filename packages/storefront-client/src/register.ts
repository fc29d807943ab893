import { operations } from './operations.ts'

/** What is wrong in a document. */
export interface DocumentProblem {
  message: string
  locations: { line: number; column: number }[]
}

/** What became of a registration: with any problem nothing was registered. */
export interface Registration {
  isRegistered: boolean
  documents: { id: string; operations: string[]; isCacheable: boolean; problems: DocumentProblem[] }[]
  /** What is wrong with the registration as a whole. */
  problems: string[]
}

/**
 * Registers the documents of the client, and others that the frontend sends with `request`, for a shop. For the build of a frontend, which should
 * fail if they are not registered.
 *
 * @param options `secret` of the key `shopKey`, which no page may contain
 * @throws Error with the answer of the API, if it refuses the key
 */
export async function registerDocuments(
  options: { url: string; shopKey: string; secret: string },
  others: readonly string[] = [],
): Promise<Registration> {
  const response = await fetch(`${options.url}/graphql/documents`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shop-key': options.shopKey,
      'x-shop-secret': options.secret,
    },
    body: JSON.stringify({ documents: [...Object.values(operations), ...others] }),
  })
  const answer = (await response.json()) as Registration & { errors?: { message: string }[] }
  if (!response.ok) throw new Error(answer.errors?.[0]?.message ?? `Status ${response.status}`)
  return answer
}
