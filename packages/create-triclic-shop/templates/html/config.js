export const API_URL = '%API_URL%'
/** The publishable key of the shop: everyone may see it. */
export const SHOP_KEY = '%SHOP_KEY%'
