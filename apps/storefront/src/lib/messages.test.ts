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

it.each([
  // Directive 2011/83/EU, article 8(2): a buyer is only bound if the button says that an order obliges to pay.
  ['checkout_place', 'Order and pay', 'Commander avec obligation de paiement'],
  ['checkout_note', 'Order note', 'Message pour la boutique'],
  ['details_ship_to', 'Deliver to', 'À livrer à'],
  [
    'next_email',
    'Updates about this order go to {email}.',
    'Les informations sur cette commande sont envoyées à {email}.',
  ],
  [
    'status_unmatched_title',
    'We received a payment for this order',
    'Nous avons reçu un paiement pour cette commande',
  ],
])('%s says what buyers expect to read', (key, en, fr) => {
  expect([read('en')[key], read('fr')[key]]).toEqual([en, fr])
})
