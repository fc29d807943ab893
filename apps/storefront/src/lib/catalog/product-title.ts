/** The title of a product's page: the one that the merchant wrote for search engines, or its name and the shop's. */
export const productTitle = (
  product: { name: string; seoTitle: string | null },
  shop: { name: string },
): string => product.seoTitle ?? `${product.name} · ${shop.name}`
