import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: { name: 'storefront', root: import.meta.dirname, include: ['src/**/*.test.ts'] },
})
