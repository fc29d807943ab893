/** How other programs write the variants of a product without options: as values of an option of this name, which is Shopify's. */
export const UNNAMED_OPTION = 'Title'
