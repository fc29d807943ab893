import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: { name: 'card-core', include: ['src/**/*.test.ts'] },
})
