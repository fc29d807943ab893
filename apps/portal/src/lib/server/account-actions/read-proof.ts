import { textOf } from '../text-of.ts'

/** A one-time code as people type it, with or without spaces; null when absent. */
export const readOtp = (form: FormData): string | null => textOf(form, 'otp')?.replace(/\s/g, '') ?? null

/** What a member proves once more who it is with. */
export const readProof = (form: FormData) => ({
  password: form.get('password')?.toString() ?? '',
  otp: readOtp(form),
})
