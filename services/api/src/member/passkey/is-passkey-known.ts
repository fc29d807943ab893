import type { EntityManager } from '../../platform/db/orm.ts'

/** Whether an account has this passkey. @param credentialId in base64url */
export async function isPasskeyKnown(
  em: Pick<EntityManager, 'execute'>,
  credentialId: string,
): Promise<boolean> {
  const [row] = await em.execute<{ known: boolean }[]>(
    "select exists (select from passkey where credential_id = decode(?, 'hex')) as known",
    [Buffer.from(credentialId, 'base64url').toString('hex')],
  )
  return row?.known ?? false
}
