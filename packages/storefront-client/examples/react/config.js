/** Of a demo shop: `npm start` writes its key into `.local/run.json`. */
export const API_URL = 'http://localhost:4000'
export const SHOP_KEY = 'pk_…'
