import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { name: 'portal', root: import.meta.dirname, include: ['src/**/*.test.ts'] },
})
