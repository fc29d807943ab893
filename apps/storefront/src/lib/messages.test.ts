import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const read = (locale: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../messages/${locale}.json`), 'utf8')) as Record<
    string,
    unknown
  >

it('has the same messages in French and English', () => {
  expect(Object.keys(read('fr'))).toEqual(Object.keys(read('en')))
})

it('uses no-break spaces around French punctuation', () => {
  const texts = Object.values(read('fr')).map((text) => JSON.stringify(text))
  expect(texts.filter((text) => / [:;!?»]|« /.test(text))).toEqual([])
})

it('uses typographic apostrophes', () => {
  const texts = ['fr', 'en'].flatMap((locale) => Object.values(read(locale)))
  expect(texts.filter((text) => typeof text === 'string' && text.includes("'"))).toEqual([])
})

// Directive 2011/83/EU, article 8(2): a buyer is only bound if the button says that an order obliges to pay.
it('the order button says that ordering obliges the buyer to pay', () => {
  const labels = ['en', 'fr'].map((locale) => read(locale)['checkout_place'])
  expect(labels).toEqual(['Order and pay', 'Commander avec obligation de paiement'])
})

// Directive 2011/83/EU, article 11a, as of 19 June 2026; Code de la consommation L221-21 and D221-5.
it('the function of withdrawal has the words of the law', () => {
  const labels = (key: string) => ['en', 'fr'].map((locale) => read(locale)[key])
  expect(labels('withdrawal_start')).toEqual(['Withdraw from contract here', 'Renoncer au contrat ici'])
  expect(labels('withdrawal_confirm')).toEqual(['Confirm withdrawal', 'Confirmer la rétractation'])
})
