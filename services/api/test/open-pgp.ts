import { decrypt, generateKey, readKey, readMessage, readPrivateKey, revokeKey } from 'openpgp'
import { keyCodeIn } from './key-code.ts'
import { merchant } from './member.ts'
import type { TestApi } from './api.ts'
import type { TestShop } from './shop.ts'
import { queryInShop } from './sql.ts'
import type { TestKey } from './test-key.ts'

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
    decrypt: async (message: string): Promise<string> => {
      const decryptionKeys = await readPrivateKey({ armoredKey: generated.privateKey })
      const { data } = await decrypt({
        message: await readMessage({ armoredMessage: message }),
        decryptionKeys,
      })
      return data
    },
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

/** Calls setOpenPgpKey with an owner's headers. The shop's current key does not change. */
export async function giveTestKey(
  api: TestApi,
  headers: Record<string, string>,
  { armored, fingerprint }: Pick<TestKey, 'armored' | 'fingerprint'>,
): Promise<CardMailPayload> {
  const variables = { armored, fingerprint }
  const { data } = await merchant<{ payload: CardMailPayload }>(api, SET_KEY, variables, headers)
  return data.payload
}

/** The code in the newest mail encrypted to the shop's unconfirmed key, as the holder of the key reads it. */
export async function readKeyCode(
  api: TestApi,
  shop: TestShop,
  key: Pick<TestKey, 'decrypt'>,
): Promise<string> {
  const sql = 'select encrypted_mail from unconfirmed_openpgp_key where shop_id = $1'
  const [row] = await queryInShop<{ encrypted_mail: string }>(api, shop, sql, shop.id)
  const decrypted = await key.decrypt(row?.encrypted_mail ?? '')
  return keyCodeIn(decrypted)
}

/** Calls confirmOpenPgpKey with an owner's headers. */
export async function confirmTestKey(
  api: TestApi,
  headers: Record<string, string>,
  code: string,
): Promise<CardMailPayload> {
  const document = `mutation ($code: String!) {
    payload: confirmOpenPgpKey(code: $code) { cardMail { ${CARD_MAIL} } userErrors { code field message } } }`
  return (await merchant<{ payload: CardMailPayload }>(api, document, { code }, headers)).data.payload
}

/** Gives a key and confirms it with the mailed code, so that card mail is encrypted to it. */
export async function putTestKey(
  api: TestApi,
  shop: TestShop,
  headers: Record<string, string>,
  key: TestKey,
): Promise<CardMailPayload> {
  const given = await giveTestKey(api, headers, key)
  if (given.userErrors.length) return given
  return confirmTestKey(api, headers, await readKeyCode(api, shop, key))
}
