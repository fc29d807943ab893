import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: { name: 'error-codes', include: ['src/**/*.test.ts'] },
})
