import { foldText } from '../catalog/fold-text.ts'
import type { Field, Mapping } from './field.ts'

export const FORMATS = ['PLAIN', 'SHOPIFY', 'WOOCOMMERCE', 'PRESTASHOP'] as const

/** The program that a file comes from, or `PLAIN` for the format of this product. */
export type Format = (typeof FORMATS)[number]

/** Headers are compared in lower case, without accents and signs: `Prix TTC *` is `prix ttc`. */
const normalize = (header: string): string =>
  foldText(header)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

type Columns = Partial<Record<Field, readonly string[]>>

/** Source: a product export of Shopify's admin (help.shopify.com, "Using CSV files to import and export products"), with the older and newer headers. */
const SHOPIFY: Columns = {
  handle: ['Handle', 'URL handle'],
  name: ['Title'],
  description: ['Body (HTML)', 'Description'],
  status: ['Status'],
  published: ['Published', 'Published on online store'],
  sku: ['Variant SKU', 'SKU'],
  price: ['Variant Price', 'Price'],
  stock: ['Variant Inventory Qty', 'Inventory quantity'],
  weightGrams: ['Variant Grams', 'Weight value (grams)'],
  option1Name: ['Option1 Name'],
  option1Value: ['Option1 Value'],
  option2Name: ['Option2 Name'],
  option2Value: ['Option2 Value'],
  option3Name: ['Option3 Name'],
  option3Value: ['Option3 Value'],
  seoTitle: ['SEO Title'],
  seoDescription: ['SEO Description'],
  images: ['Image Src', 'Product image URL'],
  imageAlt: ['Image Alt Text'],
}

/** Source: WooCommerce's product exporter (includes/export/class-wc-product-csv-exporter.php), with the headers of its French translation. */
const WOOCOMMERCE: Columns = {
  id: ['ID'],
  type: ['Type'],
  parent: ['Parent'],
  sku: ['SKU', 'UGS'],
  name: ['Name', 'Nom'],
  published: ['Published', 'Publié'],
  description: ['Description'],
  price: ['Regular price', 'Tarif régulier'],
  salePrice: ['Sale price', 'Tarif promo'],
  stock: ['Stock'],
  weightKilograms: ['Weight (kg)', 'Poids (kg)'],
  weightGrams: ['Weight (g)', 'Poids (g)'],
  option1Name: ['Attribute 1 name', 'Nom de l’attribut 1'],
  option1Value: ['Attribute 1 value(s)', 'Valeur(s) de l’attribut 1'],
  option2Name: ['Attribute 2 name', 'Nom de l’attribut 2'],
  option2Value: ['Attribute 2 value(s)', 'Valeur(s) de l’attribut 2'],
  option3Name: ['Attribute 3 name', 'Nom de l’attribut 3'],
  option3Value: ['Attribute 3 value(s)', 'Valeur(s) de l’attribut 3'],
  images: ['Images'],
}

/** Source: PrestaShop's sample file products_import.csv (docs/csv_import) and its French translation, and the export of the product list. */
const PRESTASHOP: Columns = {
  id: ['Product ID', 'ID'],
  published: ['Active (0/1)', 'Actif (0/1)', 'Status', 'État', 'Statut'],
  name: ['Name *', 'Nom *', 'Name', 'Nom'],
  price: ['Price tax included', 'Prix TTC', 'Price (tax incl.)', 'Prix (TTC)'],
  sku: ['Reference #', 'Référence n°', 'Reference', 'Référence'],
  weightKilograms: ['Weight', 'Poids'],
  stock: ['Quantity', 'Quantité'],
  description: ['Description'],
  seoTitle: ['Meta title', 'Meta-title', 'Titre META', 'Balise titre'],
  seoDescription: ['Meta description', 'Meta-description', 'Description META'],
  handle: ['URL rewritten', 'URL réécrite', 'Rewritten URL'],
  images: ['Image URLs (x,y,z...)', 'URL des images (x,y,z...)'],
  imageAlt: ['Image alt texts (x,y,z...)'],
}

/** The plain format: its own headers first, then others that people use. */
const PLAIN: Columns = {
  handle: ['Handle', 'Identifiant', 'Slug'],
  name: ['Name', 'Nom', 'Title', 'Titre', 'Product', 'Produit', 'Désignation'],
  description: ['Description', 'Description', 'Body'],
  status: ['Status', 'Statut', 'État'],
  published: ['Published', 'Publié', 'Active', 'Actif'],
  sku: ['SKU', 'Référence', 'Réf', 'UGS', 'Reference', 'Code'],
  price: ['Price', 'Prix', 'Prix TTC', 'Price tax included', 'Prix de vente'],
  recommendedPrice: ['Recommended price', 'Prix conseillé', 'RRP', 'PVC'],
  taxCategory: ['Tax category', 'Catégorie de TVA'],
  stock: ['Stock', 'Stock', 'Quantity', 'Quantité', 'Qty', 'Qté'],
  weightGrams: ['Weight (g)', 'Poids (g)'],
  weightKilograms: ['Weight (kg)', 'Poids (kg)'],
  option1Name: ['Option 1 name', 'Nom de l’option 1'],
  option1Value: ['Option 1 value', 'Valeur de l’option 1'],
  option2Name: ['Option 2 name', 'Nom de l’option 2'],
  option2Value: ['Option 2 value', 'Valeur de l’option 2'],
  option3Name: ['Option 3 name', 'Nom de l’option 3'],
  option3Value: ['Option 3 value', 'Valeur de l’option 3'],
  seoTitle: ['SEO title', 'Titre SEO'],
  seoDescription: ['SEO description', 'Description SEO'],
  images: ['Images', 'Image', 'Photos'],
}

export const COLUMNS: Record<Format, Columns> = { PLAIN, SHOPIFY, WOOCOMMERCE, PRESTASHOP }

/** Headers that only one program writes: all of one row mean that program. */
const SIGNATURES: [Format, string[]][] = [
  ['SHOPIFY', ['Handle', 'Variant SKU']],
  ['SHOPIFY', ['Handle', 'Variant Price']],
  ['SHOPIFY', ['Handle', 'Option1 Value']],
  ['SHOPIFY', ['URL handle', 'Title']],
  ['WOOCOMMERCE', ['Type', 'Name', 'Regular price']],
  ['WOOCOMMERCE', ['Type', 'Nom', 'Tarif régulier']],
  ['WOOCOMMERCE', ['Type', 'Name', 'Attribute 1 name']],
  ['PRESTASHOP', ['Active (0/1)', 'Name *']],
  ['PRESTASHOP', ['Actif (0/1)', 'Nom *']],
  ['PRESTASHOP', ['Product ID', 'Price (tax incl.)']],
  ['PRESTASHOP', ['URL rewritten']],
]

/** The program that wrote a file with this header. */
export function recognizeFormat(header: string[]): Format {
  const present = new Set(header.map(normalize))
  return SIGNATURES.find(([, names]) => names.every((name) => present.has(normalize(name))))?.[0] ?? 'PLAIN'
}

/** Guesses what each column holds. Of several columns for one field, the first counts. */
export function guessMapping(header: string[], format: Format): Mapping {
  const known = new Map<string, Field>()
  for (const columns of [COLUMNS[format], ...(format === 'PLAIN' ? [SHOPIFY, PRESTASHOP] : [])])
    for (const [field, names] of Object.entries(columns))
      for (const name of names) if (!known.has(normalize(name))) known.set(normalize(name), field as Field)
  const used = new Set<Field>()
  return header.map((name) => {
    const field = known.get(normalize(name)) ?? null
    if (!field || used.has(field)) return null
    used.add(field)
    return field
  })
}
