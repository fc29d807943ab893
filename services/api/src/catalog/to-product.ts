import { money } from '../kernel/money.type.ts'
import type { CatalogProduct } from './catalog.ts'
import { pictureUrl, urlOfPicture } from '../media/picture.ts'
import type { Shop } from '../shop/shop.ts'
import type { ImageRow, ProductRow } from './catalog-rows.ts'

/** A product with at least one variant, not yet in the search index. `apiUrl` is prefixed to image paths. */
export function toProduct(
  row: ProductRow,
  images: readonly ImageRow[],
  { id: shopId, currency }: Pick<Shop, 'id' | 'currency'>,
  apiUrl: string,
  snapshot: string,
): CatalogProduct {
  const pictures = images.map((image) => ({ ...image, url: pictureUrl(apiUrl, shopId, image) }))
  if (pictures.length === 0 && row.imagePath) pictures.push(drawnPicture(row, apiUrl))
  const [first] = pictures
  const prices = row.variants.map(({ price }) => price)
  const product: CatalogProduct = {
    id: row.id,
    slug: row.slug,
    name: row.name,
    previousSlugs: row.previousSlugs,
    description: row.description,
    descriptionHtml: row.descriptionHtml,
    seoTitle: row.seoTitle,
    seoDescription: row.seoDescription,
    brand: row.brand,
    updatedAt: new Date(row.updatedAt),
    withdrawalExemption: row.withdrawalExemption,
    options: [],
    imageUrl: first ? urlOfPicture(first, 1280) : null,
    image: first ?? null,
    images: pictures,
    variants: [],
    priceRange: { min: money(Math.min(...prices), currency), max: money(Math.max(...prices), currency) },
    createdAt: row.createdAt,
    slot: -1,
    snapshot,
  }
  const rows = row.variants.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  product.options = row.optionNames.map((name, place) => ({
    name,
    values: [...new Set(rows.map(({ optionValues }) => optionValues[place] ?? ''))],
  }))
  product.variants = rows.map((variant) => ({
    id: variant.id,
    sku: variant.sku,
    name: variant.name,
    optionValues: variant.optionValues,
    price: money(variant.price, currency),
    priorPrice:
      variant.priorPrice !== null && variant.priorPrice > variant.price
        ? money(variant.priorPrice, currency)
        : null,
    recommendedPrice: variant.recommendedPrice === null ? null : money(variant.recommendedPrice, currency),
    availableQuantity: variant.available,
    taxCategory: variant.taxCategory,
    weightGrams: variant.weightGrams,
    gtin: variant.gtin,
    product,
    row: -1,
  }))
  return product
}

/** The picture of a product of a demo shop, which was drawn and not uploaded. */
const drawnPicture = ({ id, imagePath }: ProductRow, apiUrl: string) => ({
  productId: id,
  id,
  url: `${apiUrl}${imagePath}`,
  widths: [],
  width: 800,
  height: 800,
  altText: '',
})
