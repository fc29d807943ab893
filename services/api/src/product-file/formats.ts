import { foldText } from '../catalog/fold-text.ts'
import type { Field, Mapping } from './field.ts'

/**
 * Programs that files of products come from and are written for; `PLAIN` is the format of this product. PrestaShop has a second file, of the combinations of
 * options of its products.
 */
export const FORMATS = ['PLAIN', 'SHOPIFY', 'WOOCOMMERCE', 'PRESTASHOP', 'PRESTASHOP_COMBINATIONS'] as const

export type Format = (typeof FORMATS)[number]

/** Headers are compared in lower case, without accents and signs: `Prix TTC *` is `prix ttc`. */
const normalize = (header: string): string =>
  foldText(header)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

type Columns = Partial<Record<Field, readonly string[]>>

/** Source: a product export of Shopify's admin and its present template product_template.csv (help.shopify.com, "Using CSV files to import and export products"). */
const SHOPIFY: Columns = {
  handle: ['Handle', 'URL handle'],
  name: ['Title'],
  description: ['Body (HTML)', 'Description'],
  status: ['Status'],
  published: ['Published', 'Published on online store'],
  collections: ['Collection', 'Type'],
  sku: ['Variant SKU', 'SKU'],
  price: ['Variant Price', 'Price'],
  stock: ['Variant Inventory Qty', 'Inventory quantity'],
  gtin: ['Variant Barcode', 'Barcode'],
  brand: ['Vendor'],
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
  gtin: ['GTIN, UPC, EAN, or ISBN', 'GTIN, UPC, EAN ou ISBN'],
  brand: ['Brands', 'Marques'],
  weightKilograms: ['Weight (kg)', 'Poids (kg)'],
  weightGrams: ['Weight (g)', 'Poids (g)'],
  option1Name: ['Attribute 1 name', 'Nom de l’attribut 1'],
  option1Value: ['Attribute 1 value(s)', 'Valeur(s) de l’attribut 1'],
  option2Name: ['Attribute 2 name', 'Nom de l’attribut 2'],
  option2Value: ['Attribute 2 value(s)', 'Valeur(s) de l’attribut 2'],
  option3Name: ['Attribute 3 name', 'Nom de l’attribut 3'],
  option3Value: ['Attribute 3 value(s)', 'Valeur(s) de l’attribut 3'],
  collections: ['Categories', 'Catégories'],
  images: ['Images'],
}

/** Source: PrestaShop's sample file products_import.csv (docs/csv_import) and its French translation, and the export of the product list. */
const PRESTASHOP: Columns = {
  id: ['Product ID', 'ID'],
  published: ['Active (0/1)', 'Actif (0/1)', 'Status', 'État', 'Statut'],
  name: ['Name *', 'Nom *', 'Name', 'Nom'],
  collections: ['Categories (x,y,z...)', 'Catégories (x,y,z...)', 'Category', 'Catégorie'],
  price: ['Price tax included', 'Prix TTC', 'Price (tax incl.)', 'Prix (TTC)'],
  priceExcludingTax: ['Price tax excluded', 'Prix HT', 'Price (tax excl.)', 'Prix (HT)'],
  sku: ['Reference #', 'Référence n°', 'Reference', 'Référence'],
  gtin: ['EAN13', 'EAN-13'],
  brand: ['Brand', 'Marque', 'Manufacturer', 'Fabricant'],
  weightKilograms: ['Weight', 'Poids'],
  stock: ['Quantity', 'Quantité'],
  description: ['Description'],
  seoTitle: ['Meta title', 'Meta-title', 'Titre META', 'Balise titre'],
  seoDescription: ['Meta description', 'Meta-description', 'Description META'],
  handle: ['URL rewritten', 'URL réécrite', 'Rewritten URL'],
  images: ['Image URLs (x,y,z...)', 'URL des images (x,y,z...)'],
  imageAlt: ['Image alt texts (x,y,z...)', 'Textes alternatifs des images (x,y,z...)'],
}

/** Source: PrestaShop's sample file combinations_import.csv (docs/csv_import), of versions 1.6 to 9. */
const PRESTASHOP_COMBINATIONS: Columns = {
  id: ['Product ID*', 'ID produit*', 'Product ID', 'ID'],
  productReference: ['Product Reference', 'Référence produit'],
  attributeNames: [
    'Attribute (Name:Type:Position)*',
    'Attribut (Nom:Type:Position)*',
    'Attribute (Name : Type : Position)*',
  ],
  attributeValues: ['Value (Value:Position)*', 'Valeur (Valeur:Position)*'],
  sku: ['Reference', 'Référence'],
  gtin: ['EAN13', 'EAN-13'],
  priceImpact: ['Impact on price', 'Impact sur le prix'],
  stock: ['Quantity', 'Quantité'],
  weightImpact: ['Impact on weight', 'Impact sur le poids'],
}

/** The plain format: its own headers first, then others that people use. */
const PLAIN: Columns = {
  handle: ['Handle', 'Identifiant', 'Slug'],
  name: ['Name', 'Nom', 'Title', 'Titre', 'Product', 'Produit', 'Désignation'],
  description: ['Description', 'Description', 'Body'],
  status: ['Status', 'Statut', 'État'],
  published: ['Published', 'Publié', 'Active', 'Actif'],
  publishAt: ['Publish at', 'Date de publication'],
  collections: [
    'Collections',
    'Collections',
    'Collection',
    'Categories',
    'Catégories',
    'Category',
    'Catégorie',
  ],
  tags: ['Tags', 'Étiquettes'],
  sku: ['SKU', 'Référence', 'Réf', 'UGS', 'Reference', 'Code'],
  price: ['Price', 'Prix', 'Prix TTC', 'Price tax included', 'Prix de vente'],
  variantName: ['Variant name', 'Nom de la déclinaison'],
  priceExcludingTax: ['Price excluding tax', 'Prix HT'],
  recommendedPrice: ['Recommended price', 'Prix conseillé', 'RRP', 'PVC'],
  taxCategory: ['Tax category', 'Catégorie de TVA'],
  stock: ['Stock', 'Stock', 'Quantity', 'Quantité', 'Qty', 'Qté'],
  gtin: ['Barcode', 'Code-barres', 'GTIN', 'EAN', 'EAN13', 'UPC', 'ISBN'],
  brand: ['Brand', 'Marque'],
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
  images: ['Pictures', 'Photos', 'Images', 'Image', 'Photo'],
  imageAlt: ['Alternative text', 'Texte alternatif'],
}

export const COLUMNS: Record<Format, Columns> = {
  PLAIN,
  SHOPIFY,
  WOOCOMMERCE,
  PRESTASHOP,
  PRESTASHOP_COMBINATIONS,
}

/** Headers that only one program writes: all of one row mean that program. */
const SIGNATURES: [Format, string[]][] = [
  ['SHOPIFY', ['Handle', 'Variant SKU']],
  ['SHOPIFY', ['Handle', 'Variant Price']],
  ['SHOPIFY', ['Handle', 'Option1 Value']],
  ['SHOPIFY', ['URL handle', 'Title']],
  ['WOOCOMMERCE', ['Type', 'Name', 'Regular price']],
  ['WOOCOMMERCE', ['Type', 'Nom', 'Tarif régulier']],
  ['WOOCOMMERCE', ['Type', 'Name', 'Attribute 1 name']],
  ['PRESTASHOP_COMBINATIONS', ['Attribute (Name:Type:Position)*', 'Value (Value:Position)*']],
  ['PRESTASHOP_COMBINATIONS', ['Attribut (Nom:Type:Position)*', 'Valeur (Valeur:Position)*']],
  ['PRESTASHOP', ['Active (0/1)', 'Name *']],
  ['PRESTASHOP', ['Actif (0/1)', 'Nom *']],
  ['PRESTASHOP', ['Product ID', 'Price (tax incl.)']],
  ['PRESTASHOP', ['Product ID', 'Price (tax excl.)']],
  ['PRESTASHOP', ['URL rewritten']],
]

/** The program that wrote a file with this header. */
export function recognizeFormat(header: string[]): Format {
  const present = new Set(header.map(normalize))
  return SIGNATURES.find(([, names]) => names.every((name) => present.has(normalize(name))))?.[0] ?? 'PLAIN'
}

/** In a file of no program, a column "Type" may hold anything. */
const FALLBACKS: Columns[] = [{ ...SHOPIFY, collections: ['Collection'] }, PRESTASHOP]

/** Guesses what each column holds. Of several columns for one field, the one with the most usual header counts, or else the first. */
export function guessMapping(header: string[], format: Format): Mapping {
  const known = new Map<string, { field: Field; rank: number }>()
  for (const columns of [COLUMNS[format], ...(format === 'PLAIN' ? FALLBACKS : [])])
    for (const [field, names] of Object.entries(columns))
      for (const [rank, name] of names.entries())
        if (!known.has(normalize(name))) known.set(normalize(name), { field: field as Field, rank })
  const found = header.map((name) => known.get(normalize(name)))
  const best = new Map<Field, number>()
  for (const [index, match] of found.entries()) {
    const earlier = match && found[best.get(match.field) ?? -1]
    if (match && (!earlier || match.rank < earlier.rank)) best.set(match.field, index)
  }
  return found.map((match, index) => (match && best.get(match.field) === index ? match.field : null))
}
