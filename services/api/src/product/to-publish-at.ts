import { ProductStatus } from './product-status.ts'

/** Far enough in the past to be no mistake of a time zone. PostgreSQL knows no year 0. */
const EARLIEST = new Date('2000-01-01T00:00:00Z')

/** The time of publication as it is stored: of published products only, and null for one that was always in the past. */
export const toPublishAt = (status: ProductStatus, publishAt: Date | null | undefined): Date | null =>
  status === ProductStatus.PUBLISHED && publishAt && publishAt > EARLIEST ? publishAt : null
