import type { RequestEvent } from '@sveltejs/kit'
import { isPrivateKey, MOST_KEY_LENGTH, readKeyFile } from '#lib/card-mail/read-key-file.ts'
import { askForAction, refuse } from '../ask-for-action.ts'
import * as operations from '../card-mail-operations.ts'

/** What the text or the file that was given would be as the shop's key, to be confirmed on the page. */
export async function checkOpenPgpKey(event: RequestEvent) {
  const armored = await readArmored(await event.request.formData())
  const field = ['armored']
  if (!armored.trim()) return refuse(422, { code: 'REQUIRED', field })
  if (isPrivateKey(armored)) return refuse(422, { code: 'OPENPGP_KEY_PRIVATE', field })
  if (armored.length > MOST_KEY_LENGTH) return refuse(422, { code: 'OPENPGP_KEY_TOO_LARGE', field })
  const answer = await askForAction(event, operations.checkOpenPgpKey, { armored })
  if ('refusal' in answer) return answer.refusal
  return { checked: answer.payload.key && { ...answer.payload.key, armored } }
}

/** The file counts only without a text: with scripts, the page has put it there. */
async function readArmored(form: FormData): Promise<string> {
  const text = form.get('armored')
  const file = form.get('file')
  if (typeof text === 'string' && text.trim()) return text
  return file instanceof File ? readKeyFile(await file.bytes()) : ''
}
