import { expect, test } from 'vitest'
import { readFragmentMail } from './read-fragment-mail.ts'

const english = `Card to certify

Here are the last six digits of the card. The rest of the number is in the portal, under the same match code.

Last six digits: 424242

Order: K7Q2M4XD
Match code: QFRT
Card: Visa`

test('a whole mail, in English or French, is read with its match code', () => {
  expect(readFragmentMail(english)).toEqual({ lastSix: '424242', mark: 'QFRT' })
  expect(readFragmentMail('Six derniers chiffres\u00a0:\u00a0424242\nCode repère\tQFRT\n')).toEqual({
    lastSix: '424242',
    mark: 'QFRT',
  })
})

test('the subject and the quoted line of digits are enough to read a mail', () => {
  const subject = 'Carte à certifier : commande K7Q2M4XD, code repère QFRT'
  expect(readFragmentMail(`${subject}\n> Six derniers chiffres : 424242`.normalize('NFD'))).toEqual({
    lastSix: '424242',
    mark: 'QFRT',
  })
})

test('the marked line alone is read, without a match code', () => {
  expect(readFragmentMail('Last six digits: 424242')).toEqual({ lastSix: '424242', mark: null })
})

test.each([
  ['a text without the marked line', '424242'],
  ['a line with seven digits', 'Last six digits: 4242424'],
  ['the digits of two cards', `${english}\nLast six digits: 444444`],
  ['the match codes of two cards', `${english}\nMatch code: ABCD`],
])('%s is not read', (_name, text) => {
  expect(readFragmentMail(text)).toBeNull()
})
