import { changePassword } from '#lib/server/account-actions/change-password.ts'
import { confirmMfa } from '#lib/server/account-actions/confirm-mfa.ts'
import { removeMfa } from '#lib/server/account-actions/remove-mfa.ts'
import { startMfa } from '#lib/server/account-actions/start-mfa.ts'
import type { Actions } from './$types'

export const actions: Actions = { changePassword, startMfa, confirmMfa, removeMfa }
