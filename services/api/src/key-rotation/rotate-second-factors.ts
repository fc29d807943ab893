import type { Client } from 'pg'
import { SECOND_FACTORS } from './encrypted-columns.ts'
import type { Found } from './key-report.ts'
import type { Rotation } from './rotate-keys.ts'
import { rotateValue } from './rotate-value.ts'

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

const rotateSecret = (client: Client, { keys, renews }: Rotation, { id, encrypted }: Row): Promise<Found> =>
  rotateValue({
    keys: SECOND_FACTORS.keysOf(keys),
    encrypted,
    associated: SECOND_FACTORS.associated(id),
    renews,
    async replace(renewed) {
      const { rowCount } = await client.query(
        'update member set mfa_secret = $1 where id = $2 and mfa_secret = $3',
        [renewed, id, encrypted],
      )
      return rowCount === 1
    },
  })
