import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/build/',
      '**/.svelte-kit/',
      '**/.turbo/',
      '**/paraglide/',
      '**/graphql-env.d.ts',
      'packages/storefront-client/src/operations.ts',
      '.local/',
      'reports/',
      'coverage/',
      '**/.stryker-tmp/',
      '**/*.tmp.ts',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.node } } },
  {
    rules: {
      'max-lines': ['error', 250],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-param-reassign': 'error',
      'no-promise-executor-return': 'off',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      // A cause may contain the data that the new error deliberately leaves out.
      'preserve-caught-error': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    // Tables of data.
    files: [
      'packages/error-codes/src/user-errors.ts',
      'packages/error-codes/src/merchant-notes.ts',
      'services/api/seed/demo/*.ts',
      'services/api/src/platform/env-variables.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // Command-line entry points.
    files: ['infra/local/*.mjs', 'apps/*/server.js'],
    rules: { 'no-console': 'off' },
  },
  {
    files: [
      'apps/**/*.{ts,js,svelte}',
      'packages/create-triclic-shop/templates/**/*.{ts,js,svelte}',
      'packages/storefront-client/examples/**/*.js',
    ],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      'no-undef': 'off',
      // A property that can be bound needs `let`, and stands beside others that do not.
      'prefer-const': ['error', { destructuring: 'all' }],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.test.ts', 'tests/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['**/*.ts'], rules: { 'no-undef': 'off' } },
)
