import { building } from '$app/env'
import { defineEnvVars } from '@sveltejs/kit/env'
import { parseShopConfigs } from '#lib/shop/shop-config.ts'

function baseUrl(name: string) {
  return (value: string | undefined) => {
    if (building) return ''
    if (!value || !URL.canParse(value)) throw new Error(`${name} must be the API's base URL`)
    return value.replace(/\/+$/, '')
  }
}

export const variables = defineEnvVars({
  API_URL: { schema: baseUrl('API_URL'), description: 'API base URL for this server.' },
  PUBLIC_API_URL: {
    public: true,
    schema: baseUrl('PUBLIC_API_URL'),
    description: "API base URL for buyers' browsers.",
  },
  STOREFRONT_SHOPS: {
    schema: (value: string | undefined) => (building ? [] : parseShopConfigs(value)),
    description: 'JSON list of {slug, key, secret, host}, one for each shop served.',
  },
  STOREFRONT_SHOPS_FILE: {
    schema: (value: string | undefined) => value || null,
    description: 'File with more such shops, which are served as soon as they are in it.',
  },
})
