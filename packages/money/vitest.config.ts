import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: { name: 'money', include: ['src/**/*.test.ts'] },
})
