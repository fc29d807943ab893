/** Of the demo shop that `npm start` prints. */
export const API_URL = 'http://localhost:4000'
export const SHOP_KEY = 'pk_…'
