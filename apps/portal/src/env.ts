import { defineEnvVars } from '@sveltejs/kit/env'
import { building } from '$app/env'

export const variables = defineEnvVars({
  API_URL: {
    schema: (value) => {
      if (building) return ''
      if (!value || !URL.canParse(value)) throw new Error('API_URL must be the base URL of the API')
      return value.replace(/\/+$/, '')
    },
  },
})
