import type { Client } from 'pg'
import { encryptWithFirst, findDecrypted } from '../platform/crypto/keys.ts'
import { SECOND_FACTORS } from './encrypted-columns.ts'
import type { Found } from './key-report.ts'
import type { Rotation } from './rotate-keys.ts'

interface Row {
  id: string
  encrypted: Buffer
}

/** Counts, and renews, the second factors of these members. */
export async function rotateSecondFactors(
  client: Client,
  rotation: Rotation,
  members: readonly string[],
): Promise<void> {
  const { rows } = await client.query<Row>(
    'select id, mfa_secret as encrypted from member where id = any ($1::uuid[]) and mfa_secret is not null',
    [members],
  )
  for (const row of rows)
    rotation.reports.count(SECOND_FACTORS, await rotateSecret(client, rotation, row), row.id)
}

async function rotateSecret(
  client: Client,
  { keys, renews }: Rotation,
  { id, encrypted }: Row,
): Promise<Found> {
  const [secretKeys, bound] = [SECOND_FACTORS.keysOf(keys), SECOND_FACTORS.associated(id)]
  const decrypted = findDecrypted(secretKeys, encrypted, bound)
  if (!decrypted) return 'unreadable'
  if (decrypted.key === secretKeys[0]) return 'current'
  if (!renews) return 'earlier'
  const { rowCount } = await client.query(
    'update member set mfa_secret = $1 where id = $2 and mfa_secret = $3',
    [encryptWithFirst(secretKeys, decrypted.plain, bound), id, encrypted],
  )
  return rowCount === 1 ? 'renewed' : 'earlier'
}
