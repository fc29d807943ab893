import { foldText } from '../catalog/fold-text.ts'
import type { TaxCategory } from '../tax/tax-category.ts'
import type { ProductStatus } from './file-product.ts'

const lookup = <T>(words: Record<string, T>): Map<string, T> => new Map(Object.entries(words))

/** WooCommerce writes -1 for a draft and 0 for a private product, PrestaShop 0 for an inactive one. */
export const STATUSES = new Map<string, ProductStatus>([
  ...['published', 'publie', 'publiee', 'active', 'actif', 'true', 'vrai', 'yes', 'oui', '1'].map(
    (word) => [word, 'PUBLISHED'] as const,
  ),
  ...[
    'draft',
    'brouillon',
    'unlisted',
    'private',
    'inactive',
    'inactif',
    'false',
    'faux',
    'no',
    'non',
    '0',
    '-1',
    // WooCommerce: waits for a review.
    '2',
  ].map((word) => [word, 'DRAFT'] as const),
  ...['archived', 'archive', 'archivee'].map((word) => [word, 'ARCHIVED'] as const),
])

export const TAX_CATEGORY_NAMES: Record<'en' | 'fr', Record<TaxCategory, string>> = {
  en: {
    STANDARD: 'standard',
    FOOD: 'food',
    PREPARED_FOOD: 'prepared food',
    BOOKS: 'books',
    PRESS: 'press',
    MEDICINES: 'medicines',
    PLANTS: 'plants',
    ART: 'art',
    OTHER: 'other',
  },
  fr: {
    STANDARD: 'normale',
    FOOD: 'alimentation',
    PREPARED_FOOD: 'plats préparés',
    BOOKS: 'livres',
    PRESS: 'presse',
    MEDICINES: 'médicaments',
    PLANTS: 'plantes',
    ART: 'art',
    OTHER: 'autre',
  },
}

export const TAX_CATEGORIES = lookup(
  Object.fromEntries(
    Object.values(TAX_CATEGORY_NAMES).flatMap((names) =>
      Object.entries(names).map(([category, name]) => [foldText(name), category as TaxCategory]),
    ),
  ),
)
