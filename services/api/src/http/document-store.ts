import { hash } from 'node:crypto'
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** Measured: 100 to 170 bytes of syntax tree per character of a document. */
const BYTES_PER_CHARACTER = 170
const MAX_BYTES = 32_000_000

/** Accepted documents, the least recently used dropped first. Apollo neither parses nor validates a document that is in here. */
export class DocumentStore {
  readonly #documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_BYTES,
    sizeCalculation: (document) => 1000 + (document.loc?.source.body.length ?? 0) * BYTES_PER_CHARACTER,
  })

  has(query: string): boolean {
    return this.#documents.has(hash('sha256', query))
  }

  /** The estimated size in bytes. */
  get bytes(): number {
    return this.#documents.calculatedSize
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#documents.get(hashIn(key))
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(hashIn(key), document)
  }

  async delete(key: string): Promise<boolean> {
    return this.#documents.delete(hashIn(key))
  }
}

/** Apollo's keys end with the SHA-256 of the document. */
const hashIn = (key: string): string => key.slice(-64)
