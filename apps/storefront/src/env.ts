import { building } from '$app/env'
import { defineEnvVars } from '@sveltejs/kit/env'
import { parseShops } from '#lib/shop-access.ts'

function baseUrl(name: string) {
  return (value: string | undefined) => {
    if (building) return ''
    if (!value || !URL.canParse(value)) throw new Error(`${name} must be the API's base URL`)
    return value.replace(/\/+$/, '')
  }
}

export const variables = defineEnvVars({
  API_URL: { schema: baseUrl('API_URL'), description: 'Where this server reaches the API.' },
  PUBLIC_API_URL: {
    public: true,
    schema: baseUrl('PUBLIC_API_URL'),
    description: "Where a buyer's browser reaches the API.",
  },
  STOREFRONT_SHOPS: {
    schema: (value: string | undefined) => (building ? [] : parseShops(value)),
    description: 'JSON list of {slug, key, secret, host}: the shops served, each under its own host.',
  },
})
