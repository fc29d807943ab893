import { expect, it } from 'vitest'
import { findBrands } from './find-brands.ts'

const brand = (name: string) => ({ name, testUrl: '', productionUrl: '' })
const protocols = [
  {
    name: 'lyra',
    title: 'PayZen, Systempay (Lyra)',
    brands: [brand('PayZen'), brand('Systempay (Banque Populaire, Caisse d’Épargne)')],
  },
  { name: 'monetico', title: 'Monetico', brands: [brand('Monetico (Crédit Mutuel, CIC)')] },
]
const find = (search: string) => findBrands(protocols, search).map((found) => found.protocol.name)

it.each([
  ['banque populaire', 'lyra'],
  ["caisse d'epargne", 'lyra'],
  ['EPARGNE caisse', 'lyra'],
  ['cic', 'monetico'],
  ['credit mut', 'monetico'],
])('finds the protocol of %j', (search, protocol) => {
  expect(find(search)).toEqual([protocol])
})

it('finds nothing without a word or for an unknown name', () => {
  expect(find(' ')).toEqual([])
  expect(find('Bank of Nowhere')).toEqual([])
})
