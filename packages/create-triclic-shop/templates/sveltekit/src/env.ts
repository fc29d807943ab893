import { defineEnvVars } from '@sveltejs/kit/env'

export const variables = defineEnvVars({
  API_URL: { public: true, description: 'Of the API, without a slash at the end.' },
  SHOP_KEY: { public: true, description: 'The publishable key of the shop.' },
  SHOP_SECRET: { description: 'The secret of the key, which no page may contain.' },
})
