import { expect, test } from 'vitest'
import { PAGE_KINDS } from '../shop/published-page.ts'
import { changedFacts, FACT_NAMES, FACTS_OF_PAGE, type FactName, type PageFacts } from './page-facts.ts'
import { proposePage } from './proposal/propose-page.ts'

const facts = {
  ...Object.fromEntries(FACT_NAMES.map((name) => [name, name])),
  countryCode: 'FR',
  deliveryCountries: 'FR,BE',
  paymentModes: 'BANK,CARD',
} as PageFacts

test.each(PAGE_KINDS)('the facts of %s are those that its proposal is made from', (kind) => {
  const read = new Set<string>()
  const watched = new Proxy(facts, {
    get(target, name) {
      read.add(String(name))
      return target[name as FactName]
    },
  })
  for (const language of ['fr', 'en'] as const) proposePage(kind, language, watched)
  expect([...read].sort()).toEqual([...FACTS_OF_PAGE[kind]].sort())
})

test('a page is outdated by a change of its own facts only', () => {
  const after = { ...facts, paymentModes: 'BANK' }
  expect(changedFacts('TERMS', facts, after)).toEqual([
    { name: 'paymentModes', before: 'BANK,CARD', after: 'BANK' },
  ])
  for (const kind of ['LEGAL_NOTICE', 'WITHDRAWAL'] as const)
    expect(changedFacts(kind, facts, after)).toEqual([])
})

test('the privacy page says how long data of buyers is kept, how they can pay, and by which banks', () => {
  const shop = {
    ...facts,
    paymentModes: 'BANK',
    cardRetentionDays: '',
    manualMethods: 'CHEQUE',
    bankProviders: 'Crédit <A>',
    buyerRetentionMonths: '36',
  }
  const french = proposePage('PRIVACY', 'fr', shop)
  expect(french).toContain('sont effacés 3 ans après le dernier contact')
  expect(french).toContain('la banque du vendeur (Crédit &lt;A&gt;), pour le paiement')
  expect(french).toContain('Paiement à la banque')
  expect(french).toContain('Chèque')
  expect(french).not.toMatch(/Virement|Paiement par carte|durée de conservation/)
  const english = proposePage('PRIVACY', 'en', {
    ...shop,
    buyerRetentionMonths: '18',
    manualMethods: 'TRANSFER',
  })
  expect(english).toContain('are erased 18 months after the last contact')
  expect(english).toContain('Bank transfer')
  expect(proposePage('PRIVACY', 'en', { ...shop, buyerRetentionMonths: '' })).toContain(
    '[To complete: how long unpaid orders are kept]',
  )
  expect(changedFacts('PRIVACY', shop, { ...shop, buyerRetentionMonths: '12' })).toEqual([
    { name: 'buyerRetentionMonths', before: '36', after: '12' },
  ])
})

test('the terms of a seller outside France cite no French law', () => {
  const abroad = { ...facts, countryCode: 'BE', address: '1 rue Neuve, 1000 Bruxelles' }
  for (const taxExempt of ['', 'yes']) {
    const terms = proposePage('TERMS', 'fr', { ...abroad, taxExempt })
    expect(terms).not.toMatch(/CGI|L216|120|droit français|code de la consommation/)
    expect(terms).toContain('Les frais de livraison et le total sont affichés')
  }
  expect(proposePage('TERMS', 'fr', { ...facts, taxExempt: 'yes' })).toContain('293 B du CGI')
})
