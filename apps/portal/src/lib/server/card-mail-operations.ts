import type { CardMail, OpenPgpKey } from '#lib/card-mail/card-mail.ts'
import type { Problem } from '#lib/problem.ts'
import { operation } from './operation.ts'

/** What the portal asks of the merchant API about a shop's card mail. Mutations alias their answer `payload`. */

type Payload = { payload: { userErrors: Problem[] } }
const userErrors = 'userErrors { code field }'
const key = 'fingerprint userIds expiresAt'

export const cardMail = operation<{ cardMail: CardMail }>(
  `query CardMail { cardMail { fragmentTo openPgpKey { ${key} } openPgpRequired cardStop } }`,
)

export const checkOpenPgpKey = operation<
  { payload: { key: OpenPgpKey | null; userErrors: Problem[] } },
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
