import type { MerchantCase } from './merchant-cases.ts'

/** Passkeys belong to a member, whatever the shop. */
export const passkeyCases: Record<string, MerchantCase> = {
  'Mutation.startPasskey': {
    document: 'mutation { startPasskey(password: "none") { options } }',
    atLeast: 'member',
  },
  'Mutation.addPasskey': {
    document: 'mutation { addPasskey(response: "none", name: "none") { member { email } } }',
    atLeast: 'member',
  },
  'Mutation.removePasskey': {
    document: 'mutation { removePasskey(id: "none", password: "none") { member { email } } }',
    atLeast: 'member',
  },
  'Mutation.reauthenticateWithPasskey': {
    document: 'mutation { reauthenticateWithPasskey(response: "none") { member { email } } }',
    atLeast: 'member',
  },
  'Mutation.startPasskeySignIn': {
    document: 'mutation { startPasskeySignIn { options } }',
    atLeast: 'anyone',
  },
  'Mutation.signInWithPasskey': {
    document: 'mutation { signInWithPasskey(response: "none") { token } }',
    atLeast: 'anyone',
  },
}
