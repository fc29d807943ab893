import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: { name: 'listener', include: ['src/**/*.test.ts'] },
})
