import { generateKey, readKey, revokeKey } from 'openpgp'
import { merchant } from './member.ts'
import type { TestApi } from './api.ts'

const DAY = 86_400
const AGE_DAYS = 400

/** Generates an OpenPGP key that is 400 days old. `expiresInDays` counts from now; a negative number gives an expired key. */
export async function makeTestKey(
  options: Partial<Parameters<typeof generateKey>[0]> = {},
  expiresInDays?: number,
) {
  const generated = await generateKey({
    userIDs: [{ name: 'Camille', email: 'camille@merchants.test' }],
    type: 'ecc',
    date: new Date(Date.now() - AGE_DAYS * DAY * 1000),
    ...(expiresInDays !== undefined && { keyExpirationTime: (AGE_DAYS + expiresInDays) * DAY }),
    ...options,
    format: 'armored',
  })
  const key = await readKey({ armoredKey: generated.publicKey })
  return {
    armored: generated.publicKey,
    privateKey: generated.privateKey,
    fingerprint: key.getFingerprint().toUpperCase(),
    /** The same public key, revoked by its holder. */
    revoked: async () => {
      const { publicKey } = await revokeKey({ key, revocationCertificate: generated.revocationCertificate })
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

/** The card mail settings of the shop that the headers name. */
export const queryCardMail = async (api: TestApi, headers: Record<string, string>): Promise<CardMailAnswer> =>
  (await merchant<{ cardMail: CardMailAnswer }>(api, `{ cardMail { ${CARD_MAIL} } }`, {}, headers)).data
    .cardMail

const SET_KEY = `mutation ($armored: String!, $fingerprint: String!) {
  payload: setOpenPgpKey(armored: $armored, fingerprint: $fingerprint) {
    cardMail { ${CARD_MAIL} } userErrors { code field message } } }`

export interface CardMailPayload {
  cardMail: CardMailAnswer | null
  userErrors: { code: string; field: string[] | null; message: string }[]
}

/** Calls setOpenPgpKey with an owner's headers. */
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
