import type { Problem } from '#lib/problem.ts'
import { operation } from './operation.ts'

/** What a member asks about its own account. Mutations alias their answer `payload`. */

type Errors = { userErrors: Problem[] }
type Proof = { password: string; otp: string | null }
const userErrors = 'userErrors { code field }'

export const startMfa = operation<
  { payload: Errors & { secret: string | null; uri: string | null; ticket: string | null } },
  Proof
>(`mutation StartMfa($password: String!, $otp: String) {
  payload: startMfa(password: $password, otp: $otp) { secret uri ticket ${userErrors} }
}`)

export const confirmMfa = operation<{ payload: Errors }, { ticket: string; otp: string }>(
  `mutation ConfirmMfa($ticket: String!, $otp: String!) {
  payload: confirmMfa(ticket: $ticket, otp: $otp) { ${userErrors} }
}`,
)

export const removeMfa = operation<{ payload: Errors }, Proof>(
  `mutation RemoveMfa($password: String!, $otp: String) {
  payload: removeMfa(password: $password, otp: $otp) { ${userErrors} }
}`,
)

export const changePassword = operation<{ payload: Errors }, Proof & { newPassword: string }>(
  `mutation ChangePassword($password: String!, $newPassword: String!, $otp: String) {
  payload: changePassword(password: $password, newPassword: $newPassword, otp: $otp) { ${userErrors} }
}`,
)
