import { operation, userErrors, type UserErrors } from './operation.ts'

/** What a member asks about its own account. Mutations alias their answer `payload`. */

export type Proof = { password: string; otp: string | null }

export const startMfa = operation<
  { payload: UserErrors & { secret: string | null; uri: string | null; ticket: string | null } },
  Proof
>(`mutation StartMfa($password: String!, $otp: String) {
  payload: startMfa(password: $password, otp: $otp) { secret uri ticket ${userErrors} }
}`)

export const confirmMfa = operation<{ payload: UserErrors }, { ticket: string; otp: string }>(
  `mutation ConfirmMfa($ticket: String!, $otp: String!) {
  payload: confirmMfa(ticket: $ticket, otp: $otp) { ${userErrors} }
}`,
)

export const removeMfa = operation<{ payload: UserErrors }, Proof>(
  `mutation RemoveMfa($password: String!, $otp: String) {
  payload: removeMfa(password: $password, otp: $otp) { ${userErrors} }
}`,
)

export const changePassword = operation<{ payload: UserErrors }, Proof & { newPassword: string }>(
  `mutation ChangePassword($password: String!, $newPassword: String!, $otp: String) {
  payload: changePassword(password: $password, newPassword: $newPassword, otp: $otp) { ${userErrors} }
}`,
)
