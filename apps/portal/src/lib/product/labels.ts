import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type { ProductSortKey, ProductStatus } from './product.documents.ts'

/** The status as merchants see it: a published product whose time has not come is scheduled. */
export type ShownStatus = ProductStatus | 'SCHEDULED'

export const shownStatusOf = (product: {
  status: ProductStatus
  publishAt: string | null
  isVisible: boolean
}): ShownStatus =>
  product.status === 'PUBLISHED' && product.publishAt && !product.isVisible ? 'SCHEDULED' : product.status

export const productStatusLabel: Record<ShownStatus, { text: () => string; tone: Tone }> = {
  DRAFT: { text: m.product_status_draft, tone: 'gray' },
  PUBLISHED: { text: m.product_status_published, tone: 'green' },
  SCHEDULED: { text: m.product_status_scheduled, tone: 'blue' },
  ARCHIVED: { text: m.product_status_archived, tone: 'gray' },
}

/** In the order of the tabs of the product list. */
export const productStatuses: readonly ProductStatus[] = ['PUBLISHED', 'DRAFT', 'ARCHIVED']

export const sortText: Record<ProductSortKey, () => string> = {
  NAME: m.products_sort_name,
  UPDATED: m.products_sort_updated,
  CREATED: m.products_sort_created,
}

export const sortKeys = Object.keys(sortText) as ProductSortKey[]
