import { sha256 } from '../platform/crypto/sign.ts'

/** A GraphQL document that a frontend of the shop registered. */
export interface StorefrontDocument {
  /** SHA-256 of `text`, in lower-case hexadecimal. */
  id: string
  text: string
  /** Whether it asks for the catalogue alone, so that caches may keep its answers. */
  isCacheable: boolean
}

/** SHA-256 of a document's text in UTF-8, in lower-case hexadecimal. */
export const documentId = (text: string): string => sha256(text).toString('hex')

/** What the id of a document looks like. */
export const DOCUMENT_ID = /^[0-9a-f]{64}$/

/** Documents of one shop, and the characters of their texts together. A large frontend has a hundred documents with 200,000 characters. */
export const DOCUMENT_LIMITS = { documents: 1000, characters: 2_000_000 }
