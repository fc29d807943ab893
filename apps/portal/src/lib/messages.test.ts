import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readMessages = (language: string) =>
  JSON.parse(readFileSync(join(root, `messages/${language}.json`), 'utf8')) as Record<string, string>

const english = readMessages('en')
const french = readMessages('fr')

it('both languages have the same messages in the same order', () => {
  expect(Object.keys(french)).toEqual(Object.keys(english))
})

it('both languages use the same parameters', () => {
  const parametersOf = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort()
  const different = Object.keys(english).filter(
    (key) => parametersOf(english[key]).join() !== parametersOf(french[key]).join(),
  )
  expect(different).toEqual([])
})

it('every message is used', () => {
  const source = globSync('src/**/*.{ts,svelte}', { cwd: root, exclude: ['src/lib/paraglide/**'] })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const used = new Set(Array.from(source.matchAll(/\bm\.(\w+)/g), ([, key]) => key))
  const unused = Object.keys(english).filter((key) => key !== '$schema' && !used.has(key))
  expect(unused).toEqual([])
})

it('French punctuation has non-breaking spaces', () => {
  expect(Object.values(french).filter((text) => / [:;!?»%]|« /.test(text))).toEqual([])
})

it.each([
  [
    'error_enter_authorization_number',
    'Enter the authorization number.',
    'Saisissez le numéro d’autorisation.',
  ],
  [
    'certify_text',
    'This order is waiting for your bank’s answer.',
    'Cette commande attend la réponse de votre banque.',
  ],
  ['card_match_code', 'Match code', 'Code repère'],
  ['outcome_referral', 'Bank asks you to call', 'La banque demande un appel'],
  ['outcome_refused', 'Declined', 'Refusée par la banque'],
  ['bank_payment_status_refused', 'Declined', 'Refusé'],
])('%s says what to do in the words that merchants use', (key, en, fr) => {
  expect([english[key], french[key]]).toEqual([en, fr])
})
