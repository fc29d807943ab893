import { generateKey, readKey, revokeKey } from 'openpgp'
import { merchant } from './member.ts'
import type { TestApi } from './api.ts'

const DAY = 86_400
const AGE_DAYS = 400

/** A key of 400 days made up in this process, armored. `expiresInDays` counts from now; in the past for an expired one. */
export async function makeTestKey(
  wishes: Partial<Parameters<typeof generateKey>[0]> = {},
  expiresInDays?: number,
) {
  const made = await generateKey({
    userIDs: [{ name: 'Camille', email: 'camille@merchants.test' }],
    type: 'ecc',
    date: new Date(Date.now() - AGE_DAYS * DAY * 1000),
    ...(expiresInDays !== undefined && { keyExpirationTime: (AGE_DAYS + expiresInDays) * DAY }),
    ...wishes,
    format: 'armored',
  })
  const key = await readKey({ armoredKey: made.publicKey })
  return {
    armored: made.publicKey,
    privateKey: made.privateKey,
    fingerprint: key.getFingerprint().toUpperCase(),
    /** The same public key as its holder revokes it. */
    revoked: async () => {
      const { publicKey } = await revokeKey({ key, revocationCertificate: made.revocationCertificate })
      return publicKey
    },
  }
}

export const CARD_MAIL = 'fragmentTo openPgpKey { fingerprint userIds expiresAt } openPgpRequired cardStop'

export interface CardMailAnswer {
  fragmentTo: string
  openPgpKey: { fingerprint: string; userIds: string[]; expiresAt: string | null } | null
  openPgpRequired: boolean
  cardStop: string | null
}

const SET_KEY = `mutation ($armored: String!, $fingerprint: String!) {
  payload: setOpenPgpKey(armored: $armored, fingerprint: $fingerprint) {
    cardMail { ${CARD_MAIL} } userErrors { code field message } } }`

export interface CardMailPayload {
  cardMail: CardMailAnswer | null
  userErrors: { code: string; field: string[] | null; message: string }[]
}

/** Puts a key in as an owner does, with the headers of one. */
export async function putTestKey(
  api: TestApi,
  headers: Record<string, string>,
  key: { armored: string; fingerprint: string },
): Promise<CardMailPayload> {
  const { armored, fingerprint } = key
  const { data } = await merchant<{ payload: CardMailPayload }>(
    api,
    SET_KEY,
    { armored, fingerprint },
    headers,
  )
  return data.payload
}
