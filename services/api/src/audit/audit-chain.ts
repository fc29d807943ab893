import { isSignedByAny, type Keys } from '../platform/crypto/keys.ts'
import { hmacOf, sha256 } from '../platform/crypto/sign.ts'

/** From where to where the chain of a shop's audit log goes, as PostgreSQL writes the row in JSON: hashes are `\x` and hexadecimal. */
export interface AuditChain {
  shop_id: string
  /** The last entry that was deleted at the end of its retention; 0 for none. */
  anchor_sequence: number
  anchor_hash: string
  head_sequence: number
  head_hash: string
  /** Empty until the chain is signed for the first time. */
  signature: string
}

/** What of an entry is hashed. Times are UTC, `YYYY-MM-DDTHH:MM:SS.ffffffZ`. */
export interface SealedEntry {
  shopId: string
  sequence: number
  sealedAt: string
  id: string
  at: string
  actor: string
  memberId: string | null
  memberName: string | null
  action: string
  subject: string
  address: string | null
}

/** The chain of a shop whose audit log was never sealed. */
export const emptyChain = (shopId: string): AuditChain => ({
  shop_id: shopId,
  anchor_sequence: 0,
  anchor_hash: '\\x',
  head_sequence: 0,
  head_hash: '\\x',
  signature: '',
})

export const signChain = (key: Buffer, chain: AuditChain): string =>
  hmacOf(
    key,
    'audit-chain',
    chain.shop_id,
    String(chain.anchor_sequence),
    chain.anchor_hash,
    String(chain.head_sequence),
    chain.head_hash,
  )

/** Whether the holder of one of the keys signed the chain as it is. A chain that is still empty needs no signature. */
export const isSignedChain = (keys: Keys, chain: AuditChain): boolean =>
  isSignedByAny(keys, chain.signature, (key) => signChain(key, chain)) ||
  (chain.signature === '' && chain.anchor_sequence === 0 && chain.head_sequence === 0)

/** The hash of an entry after the entry with the hash `previous`, both `\x` and hexadecimal. audit_entry_hash in SQL computes the same. */
export function hashEntry(previous: string, entry: SealedEntry): string {
  const values = [
    entry.shopId,
    String(entry.sequence),
    entry.sealedAt,
    entry.id,
    entry.at,
    entry.actor,
    entry.memberId,
    entry.memberName,
    entry.action,
    entry.subject,
    entry.address,
  ]
  const text = values.map((value) => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`)).join('')
  const hash = sha256(Buffer.concat([Buffer.from(previous.slice(2), 'hex'), Buffer.from(text)]))
  return `\\x${hash.toString('hex')}`
}
