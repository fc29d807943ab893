import type { KnownHead } from './verify-audit-log.ts'

/** The hash of an empty log has no digits. A log line may have redacted some digits, which look like a card number. */
const HASH = /^\\x([0-9a-f]{64})?$/

/**
 * Reads the heads of audit chains from lines of JSON: earlier reports, or the log of the worker. Other lines and whatever precedes the JSON in a
 * line are passed over.
 */
export function parseKnownHeads(text: string): KnownHead[] {
  return text.split('\n').flatMap((line) => {
    const value = parseJson(line.slice(Math.max(line.indexOf('{'), 0)))
    return isKnownHead(value) ? [{ shop: value.shop, sequence: value.sequence, hash: value.hash }] : []
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isKnownHead(value: unknown): value is KnownHead {
  if (typeof value !== 'object' || value === null) return false
  const { shop, sequence, hash } = value as Record<string, unknown>
  return (
    typeof shop === 'string' && typeof sequence === 'number' && typeof hash === 'string' && HASH.test(hash)
  )
}
