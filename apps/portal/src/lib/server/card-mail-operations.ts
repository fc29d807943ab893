import type { CardMail, OpenPgpKey } from '#lib/card-mail/card-mail.ts'
import { operation, userErrors, type UserErrors } from './operation.ts'

/** What the portal asks of the merchant API about a shop's card mail. Mutations alias their answer `payload`. */

type Payload = { payload: UserErrors }
const key = 'fingerprint userIds expiresAt'

export const cardMail = operation<{ cardMail: CardMail }>(
  `query CardMail { cardMail { fragmentTo openPgpKey { ${key} } openPgpRequired cardStop } }`,
)

export const checkOpenPgpKey = operation<
  { payload: UserErrors & { key: OpenPgpKey | null } },
  { armored: string }
>(`mutation CheckOpenPgpKey($armored: String!) {
  payload: checkOpenPgpKey(armored: $armored) { key { ${key} } ${userErrors} }
}`)

export const setOpenPgpKey = operation<Payload, { armored: string; fingerprint: string }>(
  `mutation SetOpenPgpKey($armored: String!, $fingerprint: String!) {
  payload: setOpenPgpKey(armored: $armored, fingerprint: $fingerprint) { ${userErrors} }
}`,
)

export const removeOpenPgpKey = operation<Payload>(
  `mutation RemoveOpenPgpKey { payload: removeOpenPgpKey { ${userErrors} } }`,
)

export const setOpenPgpRequired = operation<Payload, { required: boolean }>(
  `mutation SetOpenPgpRequired($required: Boolean!) { payload: setOpenPgpRequired(required: $required) { ${userErrors} } }`,
)

export const setFragmentTo = operation<Payload, { email: string }>(
  `mutation SetFragmentTo($email: String!) { payload: setFragmentTo(email: $email) { ${userErrors} } }`,
)
