import { TaxCategory } from '../tax/tax-category.ts'
import 'reflect-metadata'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CatalogProduct } from './catalog.ts'
import { SearchIndex } from './search-index.ts'
import { wordsOf } from './search-words.ts'
import { toProduct } from './to-product.ts'

interface Text {
  name: string
  description?: string
  skus?: string[]
}

let id = 0
function productOf({ name, description = '', skus = [] }: Text): CatalogProduct {
  const variants = ['', ...skus].map((sku, position) => ({
    productId: '',
    id: `${id}-${position}`,
    sku,
    name: '',
    optionValues: [],
    price: 0,
    taxCategory: TaxCategory.STANDARD,
    priorPrice: null,
    recommendedPrice: null,
    weightGrams: null,
    gtin: null,
    available: 0,
    position,
  }))
  const row = {
    id: String(id++),
    slug: '',
    previousSlugs: [],
    name,
    description,
    descriptionHtml: '',
    seoTitle: null,
    seoDescription: null,
    brand: null,
    updatedAt: 0,
    withdrawalExemption: null,
    optionNames: [],
    imagePath: null,
    createdAt: 0,
    variants,
  }
  return toProduct(row, [], { id: '', currency: 'EUR' }, '', '')
}

/** The names of the products that match, the best first; of equally good ones, in the order of the list. */
function namesOf(index: SearchIndex, products: CatalogProduct[], search: string): string[] {
  const scores = index.search(wordsOf(search))
  return products
    .filter(({ slot }) => (scores[slot] ?? 0) > 0)
    .sort((a, b) => (scores[b.slot] ?? 0) - (scores[a.slot] ?? 0))
    .map(({ name }) => name)
}

async function indexOf(texts: Text[]): Promise<(search: string) => string[]> {
  const index = new SearchIndex()
  const products = texts.map(productOf)
  await index.add(products)
  return (search) => namesOf(index, products, search)
}

describe('a French catalog', async () => {
  const search = await indexOf([
    { name: 'Lampadaire', description: 'Éclaire le salon' },
    { name: 'Lampe de l’atelier', skus: ['LMP-12'] },
    { name: 'Bol à thé', description: 'Posé près d’une lampe, il brille', skus: ['BOL-1'] },
    { name: 'Cheval de bois', description: 'Pour l’enfant' },
    { name: 'Bijou d’été', skus: ['T-4'] },
    { name: 'Gâteau aux œufs' },
    { name: 'T-shirt', description: 'Coton, porte-monnaie offert' },
  ])

  test.each([
    ['lampe', ['Lampe de l’atelier', 'Bol à thé']],
    ['LAMPES', ['Lampe de l’atelier', 'Bol à thé']],
    ['lamp', ['Lampe de l’atelier', 'Lampadaire', 'Bol à thé']],
    ['atelier', ['Lampe de l’atelier']],
    ['l’atelier', ['Lampe de l’atelier']],
    ["d'atelier", ['Lampe de l’atelier']],
    ['lapme', ['Lampe de l’atelier', 'Bol à thé']],
    ['lampadère', []],
    ['lampadairre', ['Lampadaire']],
    ['chevaux', ['Cheval de bois']],
    ['bijoux été', ['Bijou d’été']],
    ['ete', ['Bijou d’été']],
    ['etes', ['Bijou d’été']],
    ['oeuf', ['Gâteau aux œufs']],
    ['gâteaux ŒUFS', ['Gâteau aux œufs']],
    ['lmp-12', ['Lampe de l’atelier']],
    ['LMP', ['Lampe de l’atelier']],
    ['tshirt', ['T-shirt']],
    ['t-shirts', ['T-shirt']],
    ['portemonnaie', ['T-shirt']],
    ['bol lampe', ['Bol à thé']],
    ['bol cheval', []],
    ['bjo', []],
    ['', []],
    ['…', []],
  ])('“%s” finds %j', (text, expected) => expect(search(text)).toEqual(expected))
})

describe('an English catalog', async () => {
  const search = await indexOf([
    { name: 'Children’s bowl', description: 'Dishwasher safe' },
    { name: 'Bowls, set of four' },
    { name: 'Berry box', description: 'For a bowl of cherries' },
    { name: 'Glass dish', skus: ['BOWL-7'] },
    { name: 'Bowling shoe' },
  ])

  test.each([
    ['bowl', ['Children’s bowl', 'Bowls, set of four', 'Bowling shoe', 'Glass dish', 'Berry box']],
    ['bowls', ['Bowls, set of four', 'Children’s bowl', 'Glass dish', 'Berry box']],
    ['child', ['Children’s bowl']],
    ['children bowl', ['Children’s bowl']],
    ['berries boxes', ['Berry box']],
    ['cherry', ['Berry box']],
    ['glasses', ['Glass dish']],
    ['dishes', ['Glass dish']],
    ['bolw', ['Children’s bowl', 'Bowls, set of four', 'Glass dish', 'Berry box']],
    ['owl', []],
    ['shoes bowling', ['Bowling shoe']],
  ])('“%s” finds %j', (text, expected) => expect(search(text)).toEqual(expected))
})

const word = fc.stringMatching(/^[a-zéèàœ0-9'-]{1,9}$/)
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const product = fc.record({ name: text, description: text, skus: fc.array(word, { maxLength: 2 }) })

test('every product is found by each beginning, of two letters or more, of each word of its name', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(product, { minLength: 1, maxLength: 8 }), async (texts) => {
      const products = texts.map(productOf)
      const index = new SearchIndex()
      await index.add(products)
      for (const { name, slot } of products)
        for (const { parts } of wordsOf(name))
          for (const part of parts)
            for (let length = 2; length <= part.length; length++) {
              const beginning = part.slice(0, length)
              expect(index.search(wordsOf(beginning))[slot], beginning).toBeGreaterThan(0)
            }
    }),
  )
})

test('an index after updates finds what an index built anew finds', async () => {
  const update = fc.record({ at: fc.nat({ max: 7 }), text: fc.option(product) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(product, { minLength: 1, maxLength: 8 }),
      fc.array(update, { maxLength: 8 }),
      async (texts, updates) => {
        const updated = new SearchIndex()
        const products: (CatalogProduct | null)[] = texts.map(productOf)
        await updated.add(products.filter((added) => added !== null))
        for (const { at, text: newText } of updates) {
          const previous = products[at]
          const next = newText && productOf(newText)
          if (next) await updated.add([next])
          if (previous) await updated.remove([previous])
          products[at] = next
        }
        const left = products.filter((kept) => kept !== null && kept !== undefined)
        const copies = left.map((kept) => ({ ...kept, slot: -1 }))
        const rebuilt = new SearchIndex()
        await rebuilt.add(copies)
        const queries = [...texts, ...updates.flatMap((change) => change.text ?? [])].flatMap(
          ({ name, description, skus }) => [name, description, ...skus, name.slice(0, 3)],
        )
        for (const query of queries)
          expect(namesOf(updated, left, query)).toEqual(namesOf(rebuilt, copies, query))
      },
    ),
  )
})
