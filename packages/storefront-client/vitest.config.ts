import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: { name: 'storefront-client', include: ['src/**/*.test.ts'] },
})
